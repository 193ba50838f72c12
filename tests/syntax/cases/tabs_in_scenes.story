def f(x):
    ~ if x > 1:
        ~ return 1
    ~ return x
== start
   // comments
   // as they
   // come
* A {f(2)}.
	Text.
	-> end
* B. -> end
