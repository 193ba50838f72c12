"""One place that knows all operations: whoever makes something of each of them has a method for each."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Generic, TypeVar, assert_never

from engine.program import nodes
from engine.program.nodes import Operation

Result = TypeVar("Result")


class OperationVisitor(ABC, Generic[Result]):
    """Makes a result of an operation by the method for its class."""

    def operation(self, operation: Operation) -> Result:
        """What is made of an operation."""
        match operation:
            case nodes.Say():
                return self.say(operation)
            case nodes.NewParagraph():
                return self.new_paragraph(operation)
            case nodes.Speak():
                return self.speak(operation)
            case nodes.AddTags():
                return self.add_tags(operation)
            case nodes.Assign():
                return self.set(operation)
            case nodes.Branch():
                return self.choose(operation)
            case nodes.VaryBlock():
                return self.vary(operation)
            case nodes.Goto():
                return self.go_on(operation)
            case nodes.Halt():
                return self.halt(operation)
            case nodes.MoveTo():
                return self.move(operation)
            case nodes.VisitScene():
                return self.visit(operation)
            case nodes.EnterScene():
                return self.enter_scene(operation)
            case nodes.PassPoint():
                return self.pass_point(operation)
            case nodes.DrawScene():
                return self.draw_scene(operation)
            case nodes.GoBack():
                return self.back(operation)
            case nodes.EndStory():
                return self.end(operation)
            case nodes.FallOff():
                return self.fall_off(operation)
            case nodes.Probe():
                return self.probe(operation)
            case _:
                assert_never(operation)

    @abstractmethod
    def say(self, operation: nodes.Say) -> Result: ...
    @abstractmethod
    def new_paragraph(self, operation: nodes.NewParagraph) -> Result: ...
    @abstractmethod
    def speak(self, operation: nodes.Speak) -> Result: ...
    @abstractmethod
    def add_tags(self, operation: nodes.AddTags) -> Result: ...
    @abstractmethod
    def set(self, operation: nodes.Assign) -> Result: ...
    @abstractmethod
    def choose(self, operation: nodes.Branch) -> Result: ...
    @abstractmethod
    def vary(self, operation: nodes.VaryBlock) -> Result: ...
    @abstractmethod
    def go_on(self, operation: nodes.Goto) -> Result: ...
    @abstractmethod
    def halt(self, operation: nodes.Halt) -> Result: ...
    @abstractmethod
    def move(self, operation: nodes.MoveTo) -> Result: ...
    @abstractmethod
    def visit(self, operation: nodes.VisitScene) -> Result: ...
    @abstractmethod
    def enter_scene(self, operation: nodes.EnterScene) -> Result: ...
    @abstractmethod
    def pass_point(self, operation: nodes.PassPoint) -> Result: ...
    @abstractmethod
    def draw_scene(self, operation: nodes.DrawScene) -> Result: ...
    @abstractmethod
    def back(self, operation: nodes.GoBack) -> Result: ...
    @abstractmethod
    def end(self, operation: nodes.EndStory) -> Result: ...
    @abstractmethod
    def fall_off(self, operation: nodes.FallOff) -> Result: ...
    @abstractmethod
    def probe(self, operation: nodes.Probe) -> Result: ...
