import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';

/** Where the archive sets the proofs in; the host looks for the same text. */
const PROOFS_MARKER = '<!-- proofs -->';

const cspHash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Text that may stand between script tags: nothing in it ends the element or begins a comment. */
const forScript = (code: string): string =>
  code
    .replaceAll('\r', '')
    .replace(/<\/(script)/gi, '<\\/$1')
    .replaceAll('<!--', '\\x3C!--');

const forStyle = (css: string): string => css.replaceAll('\r', '').replace(/<\/(style)/gi, '<\\/$1');

/**
 * Puts the page, its script and its style sheet into one file. Its own policy forbids the page every connection and
 * every other script, so that nobody has to take our word that it asks no server.
 */
export const singleFile = (name: string): Plugin => ({
  name: 'single-file',
  enforce: 'post',
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      let html = '';
      let script = '';
      let style = '';
      for (const [file, output] of Object.entries(bundle)) {
        if (output.type === 'chunk') script += output.code;
        else if (file.endsWith('.css')) style += String(output.source);
        else if (file.endsWith('.html')) html = String(output.source);
        else throw new Error(`${file} cannot be put into the page`);
        delete bundle[file];
      }
      if (html === '' || script === '' || style === '') throw new Error('page, script or style is missing');
      script = forScript(script);
      style = forStyle(style);
      const policy =
        `default-src 'none'; script-src ${cspHash(script)}; style-src ${cspHash(style)}; ` +
        `img-src data:; font-src data:; base-uri 'none'; form-action 'none'`;
      const page = html
        .replace(/<script\b[^>]*\bsrc=[^>]*><\/script>\s*/g, '')
        .replace(/<link\b[^>]*\brel="stylesheet"[^>]*>\s*/g, '')
        .replace('<meta charset="utf-8" />', (charset) =>
          [charset, `<meta http-equiv="Content-Security-Policy" content="${policy}" />`].join('\n    '),
        )
        .replace('</head>', () => `  <style>${style}</style>\n  </head>`)
        .replace('</body>', () => `  ${PROOFS_MARKER}\n    <script>${script}</script>\n  </body>`);
      this.emitFile({ type: 'asset', fileName: name, source: page });
    },
  },
});
