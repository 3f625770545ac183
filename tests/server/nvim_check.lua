-- Neovim opens a file, sees two faults, mends one by hand, reads a hover, mends the other by a quick fix, and leaves.
-- CHECK_FILE is the file, SERVER_COMMAND the server, its words apart by tabs. Ends with 0 and OK, or with 1 and FAIL.
local patience = 20000

local function wait_for(what, seen)
  if not vim.wait(patience, seen, 20) then
    error('waited in vain for: ' .. what, 0)
  end
end

local function start()
  vim.cmd('edit ' .. vim.fn.fnameescape(vim.env.CHECK_FILE))
  local buffer = vim.api.nvim_get_current_buf()
  local client = vim.lsp.start_client({
    name = 'conv1d-lsp',
    cmd = vim.split(vim.env.SERVER_COMMAND, '\t'),
    root_dir = vim.fn.fnamemodify(vim.env.CHECK_FILE, ':p:h'),
  })
  assert(client, 'the server did not start')
  vim.lsp.buf_attach_client(buffer, client)
  return buffer, client
end

local function ask(buffer, client, method, params)
  local answers = vim.lsp.buf_request_sync(buffer, method, params, patience)
  assert(answers and answers[client], 'no answer to ' .. method)
  assert(answers[client].result, 'an empty answer to ' .. method)
  return answers[client].result
end

local function check()
  local buffer, client = start()
  local function faults()
    return vim.diagnostic.get(buffer)
  end
  wait_for('two faults', function() return #faults() == 2 end)
  table.sort(faults(), function(a, b) return a.lnum < b.lnum end)
  for _, fault in ipairs(faults()) do
    local line = vim.api.nvim_buf_get_lines(buffer, fault.lnum, fault.lnum + 1, false)[1]
    io.stdout:write(('FAULT %s: %s\n'):format(line:sub(fault.col + 1, fault.end_col), fault.message))
  end

  local by_hand = tonumber(vim.env.MEND_LINE)
  vim.api.nvim_buf_set_lines(buffer, by_hand - 1, by_hand, false, { vim.env.MEND_TEXT })
  wait_for('one fault less', function() return #faults() == 1 end)

  vim.api.nvim_win_set_cursor(0, { tonumber(vim.env.HOVER_LINE), 0 })
  local hover = ask(buffer, client, 'textDocument/hover', vim.lsp.util.make_position_params(0, 'utf-16'))
  io.stdout:write('HOVER ' .. hover.contents.value:gsub('\n', ' | ') .. '\n')

  local left = faults()[1]
  vim.api.nvim_win_set_cursor(0, { left.lnum + 1, 0 })
  local range = vim.lsp.util.make_range_params(0, 'utf-16')
  range.context = { diagnostics = vim.lsp.diagnostic.get_line_diagnostics(buffer, left.lnum) }
  local action = ask(buffer, client, 'textDocument/codeAction', range)[1]
  assert(action, 'no quick fix')
  vim.lsp.util.apply_workspace_edit(action.edit, 'utf-16')
  io.stdout:write('FIXED ' .. vim.api.nvim_buf_get_lines(buffer, left.lnum, left.lnum + 1, false)[1] .. '\n')
  wait_for('no fault', function() return #faults() == 0 end)

  vim.lsp.stop_client(client)
  wait_for('the server to stop', function() return vim.lsp.get_client_by_id(client) == nil end)
end

local done, problem = pcall(check) -- an error that nobody catches would leave Neovim waiting for ever
if done then
  io.stdout:write('OK\n')
  vim.cmd('qall!')
else
  io.stderr:write('FAIL: ' .. tostring(problem) .. '\n')
  vim.cmd('cquit 1')
end
