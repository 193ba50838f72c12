"""The configuration for Neovim in docs/writing.md, in the real editor."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(shutil.which("nvim") is None, reason="needs Neovim")

STORY = "title: Nvim\nvar gold = 1\n== hall\nThe hall has {golt}.\n* Go. -> cellar\n== cellar\n~ gold += 1\n-> end\n"
SCRIPT = """
local function wait(what) return vim.wait(15000, what, 20) end
local function ask(method, params)
  for _, answer in pairs(vim.lsp.buf_request_sync(0, method, params, 15000) or {}) do return answer.result end
end
local function at(line, column)
  return { textDocument = { uri = vim.uri_from_bufnr(0) }, position = { line = line, character = column } }
end
local done = {}
vim.cmd("edit x.story")
if vim.fn.executable("nightcap") == 1 then
  done.shown = wait(function() return #vim.diagnostic.get(0) > 0 end)
  done.first = vim.diagnostic.get(0)[1]
  vim.api.nvim_buf_set_lines(0, 3, 4, false, { "The hall 🗝 has {gold}." })
  done.cleared = wait(function() return #vim.diagnostic.get(0) == 0 end)
  done.definition = ask("textDocument/definition", at(4, 10))
  done.hover = ask("textDocument/hover", at(3, 17))
  local rename = at(5, 4)
  rename.newName = "vault"
  vim.lsp.util.apply_workspace_edit(ask("textDocument/rename", rename), "utf-16")
  done.lines = vim.api.nvim_buf_get_lines(0, 0, -1, false)
  done.clean = wait(function() return #vim.diagnostic.get(0) == 0 end)
  done.keys = { vim.bo.omnifunc, vim.fn.maparg("gd", "n"), vim.fn.maparg("grn", "n") }
  vim.cmd("write")
  done.lenses = false
  for _ = 1, 60 do
    vim.cmd("doautocmd InsertLeave")
    vim.wait(250)
    if #vim.lsp.codelens.get(vim.api.nvim_get_current_buf()) > 0 then
      done.lenses = true
      break
    end
  end
  vim.api.nvim_win_set_cursor(0, { 7, 0 })
  vim.cmd("NightcapPlay")
  done.played = wait(function()
    return string.find(table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), " "), "Nvim", 1, true) ~= nil
  end)
end
vim.fn.writefile({ vim.fn.json_encode(done) }, "done.json")
vim.cmd("qall!")
"""


def neovim(folder: Path, path: str) -> tuple[Any, str]:
    """What the script found out, and what Neovim said."""
    page = (ROOT / "docs" / "writing.md").read_text(encoding="utf-8")
    blocks = [part.split("```", 1)[0] for part in page.split("```lua\n")[1:]]
    (folder / "init.lua").write_text("\n".join(blocks), encoding="utf-8")
    (folder / "script.lua").write_text(SCRIPT, encoding="utf-8")
    (folder / "x.story").write_text(STORY, encoding="utf-8")
    done = subprocess.run(
        ["nvim", "--headless", "-n", "-u", "init.lua", "-S", "script.lua"],
        cwd=folder,
        env={**os.environ, "PATH": path, "XDG_STATE_HOME": str(folder), "XDG_DATA_HOME": str(folder)},
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    return json.loads((folder / "done.json").read_text(encoding="utf-8")), done.stdout + done.stderr


def test_what_the_page_says(tmp_path: Path) -> None:
    here = Path(sys.executable).parent
    found, said = neovim(tmp_path, f"{here}{os.pathsep}{os.environ['PATH']}")
    assert found["shown"] and found["cleared"] and found["clean"], (found, said)
    assert found["first"]["code"] == "NC103" and "did you mean `gold`?" in found["first"]["message"]
    assert (found["first"]["lnum"], found["first"]["col"]) == (3, 14)
    assert found["definition"][0]["range"]["start"] == {"line": 5, "character": 3}
    assert "**gold**: variable" in found["hover"]["contents"]["value"]
    assert found["keys"][0] == "v:lua.vim.lsp.omnifunc" and all(found["keys"]), found["keys"]
    assert found["lenses"] and found["played"], said
    assert found["lines"][3:6] == ["The hall 🗝 has {gold}.", "* Go. -> vault", "== vault (was cellar)"]


def test_a_command_that_is_missing(tmp_path: Path) -> None:
    nvim = shutil.which("nvim")
    assert nvim is not None
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "nvim").symlink_to(nvim)
    _, said = neovim(tmp_path, str(tmp_path / "bin"))
    assert "pip install 'nightcap[lsp]'" in said
