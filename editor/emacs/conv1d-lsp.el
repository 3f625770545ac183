;;; conv1d-lsp.el --- Keras shapes with Eglot  -*- lexical-binding: t -*-

;; Put this file on the `load-path', and into your init file:
;;
;;   (require 'conv1d-lsp)
;;   (add-hook 'python-mode-hook #'eglot-ensure)

;;; Code:

(require 'eglot)

(defgroup conv1d-lsp nil "Shapes of Keras models." :group 'tools)

(defcustom conv1d-lsp-python "python3"
  "The Python that has the package conv1d-lsp."
  :type 'string)

(defcustom conv1d-lsp-keras "auto"
  "The generation of Keras that the code runs under; \"auto\": the file and the project decide."
  :type '(choice (const "auto") (const "2") (const "3")))

(defcustom conv1d-lsp-inlay-hints t
  "Whether shapes are shown in the text (Emacs 29, with `eglot-inlay-hints-mode')."
  :type 'boolean)

(defun conv1d-lsp-contact (&rest _)
  "The command that starts the server, and what it is told then."
  (list conv1d-lsp-python "-P" "-m" "conv1d_lsp" "server" "--stdio"
        :initializationOptions (list :keras conv1d-lsp-keras
                                     :inlayHints (if conv1d-lsp-inlay-hints t :json-false))))

;; Eglot talks to one server for a buffer: this one takes the place of the other Python servers.
(add-to-list 'eglot-server-programs '((python-mode python-ts-mode) . conv1d-lsp-contact))

(provide 'conv1d-lsp)
;;; conv1d-lsp.el ends here
