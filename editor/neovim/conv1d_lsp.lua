-- conv1d-lsp for Neovim 0.7 and newer. Put this file into ~/.config/nvim/lua/, and into your init.lua:
--
--   require('conv1d_lsp').setup()                                            -- or, with what differs from the defaults:
--   require('conv1d_lsp').setup({ cmd = { '/my/env/bin/python', '-P', '-m', 'conv1d_lsp', 'server', '--stdio' }, keras = '2' })
local M = {}

local defaults = {
  cmd = { 'python3', '-P', '-m', 'conv1d_lsp', 'server', '--stdio' },
  keras = 'auto', -- '2', '3', or 'auto': the file and the project decide
  inlay_hints = true, -- shapes in the text, from Neovim 0.10
}

-- The nearest folder above that looks like a project, else the file's own.
local function root_of(file)
  local own = vim.fn.fnamemodify(file, ':p:h')
  local folder, above = own, vim.fn.fnamemodify(own, ':h')
  while folder ~= above do
    for _, marker in ipairs({ 'pyproject.toml', 'setup.py', 'setup.cfg', '.git' }) do
      if (vim.uv or vim.loop).fs_stat(folder .. '/' .. marker) then return folder end
    end
    folder, above = above, vim.fn.fnamemodify(above, ':h')
  end
  return own
end

local function config(options, file)
  local settings = { keras = options.keras, inlayHints = options.inlay_hints }
  return {
    name = 'conv1d-lsp',
    cmd = options.cmd,
    root_dir = root_of(file),
    init_options = settings,
    settings = { ['conv1d-lsp'] = settings },
    on_attach = function(client, buffer)
      local hints = client.server_capabilities.inlayHintProvider
      if options.inlay_hints and hints and vim.lsp.inlay_hint then vim.lsp.inlay_hint.enable(true, { bufnr = buffer }) end
    end,
  }
end

-- Neovim 0.7 has no vim.lsp.start, which shares one server among the buffers of a root.
local function start(options, running, buffer)
  local wanted = config(options, vim.api.nvim_buf_get_name(buffer))
  if vim.lsp.start then
    vim.lsp.start(wanted, { bufnr = buffer })
    return
  end
  local id = running[wanted.root_dir]
  if not (id and vim.lsp.get_client_by_id(id)) then
    id = vim.lsp.start_client(wanted)
    running[wanted.root_dir] = id
  end
  if id then vim.lsp.buf_attach_client(buffer, id) end
end

function M.setup(options)
  options = vim.tbl_extend('force', defaults, options or {})
  local running = {} -- the server of each root
  vim.api.nvim_create_autocmd('FileType', {
    group = vim.api.nvim_create_augroup('conv1d-lsp', {}),
    pattern = 'python',
    callback = function(event)
      if vim.bo[event.buf].buftype == '' then start(options, running, event.buf) end
    end,
  })
end

return M
