;;; check.el --- Starts the server through conv1d-lsp.el, waits for one finding  -*- lexical-binding: t -*-
;; From this folder: PYTHON=python3 emacs -q --batch -l check.el </dev/null

(add-to-list 'load-path default-directory)
(require 'conv1d-lsp)
(require 'flymake)
(setq conv1d-lsp-python (or (getenv "PYTHON") "python3")
      eglot-sync-connect 20
      make-backup-files nil
      create-lockfiles nil
      python-indent-guess-indent-offset nil)

(defun check-findings ()
  "What Flymake knows; idle timers don't run in batch mode."
  (flymake-start)
  (accept-process-output nil 0.2)
  (flymake-diagnostics))

(condition-case err
    (let ((folder (make-temp-file "conv1d-lsp-" t))
          (end (+ (float-time) 20)))
      (find-file (expand-file-name "model.py" folder))
      (insert "import keras\nx = keras.Input((10, 8))\ny = keras.layers.Conv1D(64, 30)(x)\n")
      (save-buffer)
      (call-interactively #'eglot)
      (while (and (null (check-findings)) (< (float-time) end)))
      (let ((found (check-findings)))
        (unless (= 1 (length found)) (error "%d findings" (length found)))
        (unless (= 3 (line-number-at-pos (flymake-diagnostic-beg (car found)))) (error "Not on line 3"))
        (message "%s" (flymake-diagnostic-text (car found))))
      (eglot-shutdown (eglot-current-server))
      (delete-directory folder t)
      (message "OK"))
  (error (message "FAIL: %s" (error-message-string err)) (kill-emacs 1)))
