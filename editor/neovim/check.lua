-- Starts the server through conv1d_lsp.lua and waits for one finding. From this folder:
--   PYTHON=python3 nvim --headless -u NONE -i NONE -n -S check.lua </dev/null
local here = vim.fn.getcwd()
local ok, why = pcall(function() -- an uncaught error would leave nvim waiting for ever
  package.path = here .. '/?.lua;' .. package.path
  vim.cmd('filetype on')
  require('conv1d_lsp').setup({ cmd = { vim.env.PYTHON or 'python3', '-m', 'conv1d_lsp', 'server', '--stdio' } })

  local root = vim.fn.tempname()
  local folder = root .. '/a project, with a comma/deep'
  vim.fn.mkdir(folder, 'p')
  vim.fn.writefile({}, root .. '/a project, with a comma/pyproject.toml')
  vim.fn.writefile({ 'import keras', 'x = keras.Input((10, 8))', 'y = keras.layers.Conv1D(64, 30)(x)' }, folder .. '/model.py')
  vim.cmd('edit ' .. vim.fn.fnameescape(folder .. '/model.py'))
  local buffer = vim.api.nvim_get_current_buf()
  if not vim.wait(20000, function() return #vim.diagnostic.get(buffer) > 0 end, 50) then error('no finding', 0) end
  local found = vim.diagnostic.get(buffer)
  if #found ~= 1 or found[1].lnum ~= 2 then error('another finding: ' .. vim.inspect(found), 0) end
  local client = vim.lsp.get_active_clients()[1]
  if client.config.root_dir ~= vim.fn.fnamemodify(folder, ':h') then error('another root: ' .. client.config.root_dir, 0) end
  io.stdout:write(found[1].message .. '\n')
end)
if not ok then
  io.stderr:write('FAIL: ' .. tostring(why) .. '\n')
  vim.cmd('cquit 1')
end
io.stdout:write('OK\n')
vim.cmd('qall!')
