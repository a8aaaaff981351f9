// Builds everything the browser loads into Intranet.Web/wwwroot/assets: scripts, styles, fonts and the icon
// sprite, under names that carry a hash of their content, each with a Brotli and a gzip copy beside it.
// manifest.json tells the application which logical name ("app.js") became which address.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, extname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip, gzipSync } from 'node:zlib'
import * as esbuild from 'esbuild'

const here = dirname(fileURLToPath(import.meta.url))
const publicPath = '/assets/'
const target = ['chrome123', 'edge123', 'firefox128', 'safari17.5']
const outDir = join(here, '..', 'Intranet.Web', 'wwwroot', 'assets')

// What every page loads before anything happens, gzipped. Growing past this fails the build.
const budgets = { script: 60_000, style: 25_000 }

execFileSync(process.execPath, [join(here, 'node_modules', 'typescript', 'bin', 'tsc'), '--noEmit'], { cwd: here, stdio: 'inherit' })

// Turbo puts a <style> in the page for its progress bar, which our content security policy refuses. The bar stays; its
// looks are in styles/states.css.
const turboWithoutStyleElement = {
  name: 'turbo-without-style-element',
  setup(build) {
    build.onLoad({ filter: /turbo\.es2017-esm\.js$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8')
      const contents = source.replace('this.installStylesheetElement();', '')
      if (contents === source) throw new Error('Turbo installs its <style> elsewhere now: look where, and stop it there.')
      return { contents }
    })
  },
}

const files = [...await bundle(), await sprite(), ...await pictures()]
checkBudgets()
await write()

/** Scripts (split, so that features load on demand) and styles with the fonts they name. */
async function bundle() {
  const result = await esbuild.build({
    absWorkingDir: here,
    entryPoints: ['app.ts', 'service-worker.js', 'styles/app.css'],
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    loader: { '.woff2': 'file', '.svg': 'file' },
    plugins: [turboWithoutStyleElement],
    outdir: outDir,
    publicPath,
    target,
    bundle: true,
    splitting: true,
    format: 'esm',
    minify: true,
    legalComments: 'none',
    metafile: true,
    write: false,
    logLevel: 'warning',
  })
  return result.outputFiles.map(({ path, contents }) => {
    const output = result.metafile.outputs[relative(here, path)]
    const named = output.entryPoint ?? (['.woff2', '.svg'].includes(extname(path)) ? Object.keys(output.inputs)[0] : path)
    return {
      name: basename(named).replace(/\.ts$/, '.js'),
      file: basename(path),
      contents: Buffer.from(contents),
      imports: output.imports.filter(({ kind }) => kind === 'import-statement').map(({ path }) => basename(path)),
    }
  })
}

/** One SVG with a symbol for each name in icons.txt (Tabler's) and for each drawing of our own in icons/. */
async function sprite() {
  const listed = (await readFile(join(here, 'icons.txt'), 'utf8')).split('\n').map(line => line.trim()).filter(line => line && !line.startsWith('#'))
  const own = (await readdir(join(here, 'icons'))).map(file => basename(file, '.svg'))
  const symbols = await Promise.all([...new Set([...listed, ...own])].sort().map(async name => {
    const svg = await readFile(own.includes(name) ? join(here, 'icons', `${name}.svg`) : tabler(name), 'utf8')
    const drawing = svg.slice(svg.indexOf('>') + 1, svg.lastIndexOf('</svg>'))
      .replace(/<path stroke="none" d="M0 0h24v24H0z" fill="none" ?\/>/, '').replace(/\s+/g, ' ').replaceAll('> <', '><').trim()
    const filled = name.endsWith('-filled') ? ' fill="currentColor" stroke="none"' : ''
    return `<symbol id="${name}" viewBox="0 0 24 24"${filled}>${drawing}</symbol>`
  }))
  return hashed('icons.svg', Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>`))
}

function tabler(name) {
  const [folder, file] = name.endsWith('-filled') ? ['filled', name.slice(0, -'-filled'.length)] : ['outline', name]
  const path = join(here, 'node_modules', '@tabler', 'icons', 'icons', folder, `${file}.svg`)
  if (!existsSync(path)) throw new Error(`icons.txt names "${name}", which Tabler does not have.`)
  return path
}

/** Drawings shown as they are: the art of the sign-in and error pages, the icon of the tab. */
async function pictures() {
  const names = await readdir(join(here, 'pictures'))
  return Promise.all(names.map(async name => hashed(name, await readFile(join(here, 'pictures', name)))))
}

function hashed(name, contents) {
  const hash = createHash('sha256').update(contents).digest('hex').slice(0, 8).toUpperCase()
  return { name, file: `${basename(name, extname(name))}-${hash}${extname(name)}`, contents, imports: [] }
}

function checkBudgets() {
  for (const [name, limit] of [['app.js', budgets.script], ['app.css', budgets.style]]) {
    const weight = withImports(files.find(file => file.name === name)).reduce((sum, file) => sum + gzipSync(file.contents).length, 0)
    console.log(`${name}: ${weight} of ${limit} bytes gzipped`)
    if (weight > limit) throw new Error(`${name} and what it imports weigh ${weight} bytes gzipped; the limit is ${limit}.`)
  }
}

/** A file and, through however many steps, the files that it cannot start without. */
function withImports(file, found = new Set()) {
  if (!found.has(file)) {
    found.add(file)
    file.imports.forEach(name => withImports(files.find(other => other.file === name), found))
  }
  return [...found]
}

/** The manifest goes last: it is what the incremental build and the application look at. */
async function write() {
  await mkdir(outDir, { recursive: true })
  const written = new Set(['manifest.json'])
  await Promise.all(files.map(async ({ file, contents }) => {
    await save(file, contents)
    if (extname(file) === '.woff2') return                      // compressed already
    await save(`${file}.gz`, await promisify(gzip)(contents, { level: 9 }))
    await save(`${file}.br`, await promisify(brotliCompress)(contents, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: contents.length } }))
  }))
  const manifest = Object.fromEntries(files.filter(({ name, file }) => name !== file).sort((a, b) => a.name < b.name ? -1 : 1).map(file => [file.name, {
    path: publicPath + file.file,
    integrity: `sha384-${createHash('sha384').update(file.contents).digest('base64')}`,
    imports: withImports(file).slice(1).map(({ file }) => publicPath + file),
  }]))
  await writeFile(join(outDir, 'manifest.json'), JSON.stringify(manifest, null, 2))
  for (const file of await readdir(outDir)) if (!written.has(file)) await rm(join(outDir, file))

  async function save(file, contents) {
    written.add(file)
    await writeFile(join(outDir, file), contents)
  }
}
