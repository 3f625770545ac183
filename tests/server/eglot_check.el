;;; eglot_check.el --- Emacs opens a file and mends it  -*- lexical-binding: t -*-
;; The same walk and the same variables as nvim_check.lua.
(require 'cl-lib)
(require 'eglot)
(require 'flymake)
(setq eglot-sync-connect 20
      make-backup-files nil
      create-lockfiles nil
      python-indent-guess-indent-offset nil)

(defun check-fail (what)
  (message "FAIL: %s" what)
  (when (eglot-current-server)
    (message "%s" (with-current-buffer (jsonrpc-events-buffer (eglot-current-server)) (buffer-string))))
  (kill-emacs 1))

(defun check-faults ()
  "The faults in their order. Batch mode runs no idle timers, so edits are sent here."
  (eglot--signal-textDocument/didChange)
  (flymake-start)
  (accept-process-output nil 0.1)
  (cl-sort (flymake-diagnostics) #'< :key #'flymake-diagnostic-beg))

(defun check-wait (count what)
  (let ((end (+ (float-time) 20)))
    (while (and (/= count (length (check-faults))) (< (float-time) end)))
    (unless (= count (length (check-faults))) (check-fail (concat "waited in vain for: " what)))))

(defun check-go-to-line (line)
  (goto-char (point-min))
  (forward-line (1- line)))

(defun check-line ()
  (buffer-substring-no-properties (line-beginning-position) (line-end-position)))

(defun check-all ()
  (add-to-list 'eglot-server-programs (cons 'python-mode (split-string (getenv "SERVER_COMMAND") "\t")))
  (find-file (getenv "CHECK_FILE"))
  (call-interactively #'eglot)
  (check-wait 2 "two faults")
  (dolist (fault (check-faults))
    (message "FAULT %s: %s"
             (buffer-substring-no-properties (flymake-diagnostic-beg fault) (flymake-diagnostic-end fault))
             (flymake-diagnostic-text fault)))
  (check-go-to-line (string-to-number (getenv "MEND_LINE")))
  (delete-region (line-beginning-position) (line-end-position))
  (insert (getenv "MEND_TEXT"))
  (check-wait 1 "one fault less")
  (check-go-to-line (string-to-number (getenv "HOVER_LINE")))
  (let ((hover (jsonrpc-request (eglot-current-server) :textDocument/hover (eglot--TextDocumentPositionParams))))
    (message "HOVER %s" (replace-regexp-in-string "\n" " | " (plist-get (plist-get hover :contents) :value))))
  (goto-char (flymake-diagnostic-beg (car (check-faults))))
  (let ((action (car (eglot-code-actions (point) (line-end-position)))))
    (unless action (check-fail "no quick fix"))
    (eglot--apply-workspace-edit (plist-get action :edit)))
  (message "FIXED %s" (check-line))
  (check-wait 0 "no fault")
  (set-buffer-modified-p nil)
  (eglot-shutdown (eglot-current-server))
  (message "OK"))

(condition-case problem
    (check-all)
  (error (check-fail problem)))
