// One program of all TypeScript and JavaScript files of a repository, with permissive options.
//
// Imports are resolved with the options of the nearest tsconfig.json; what stays unresolved is looked for among the packages of
// the repository itself, as a package manager's workspace links would.
'use strict'
const fs = require('fs')
const path = require('path')

const EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts', '.d.ts', '.js', '.jsx', '.mjs', '.cjs']

let ts, root, files

/** Makes the program; `typescript` is the compiler, `folder` the repository, `names` the paths in it. */
function makeProgram(typescript, folder, names) {
  ;[ts, root, files] = [typescript, folder, names]
  const own = configured(root)
  const wanted = ['jsx', 'jsxImportSource', 'lib', 'strict', 'strictNullChecks', 'experimentalDecorators', 'customConditions']
  const options = {
    strict: true,
    ...Object.fromEntries(wanted.filter((key) => key in own).map((key) => [key, own[key]])),
    allowJs: true,
    checkJs: false,
    noEmit: true,
    skipLibCheck: true,
    esModuleInterop: true,
    resolveJsonModule: true,
    allowImportingTsExtensions: true,
    jsx: own.jsx ?? ts.JsxEmit.Preserve,
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    maxNodeModuleJsDepth: 0,
    types: [],
  }
  const host = ts.createCompilerHost(options, true)
  const packages = workspace()
  host.resolveModuleNameLiterals = (literals, from) => {
    const near = configured(path.dirname(from))
    const { baseUrl, paths, pathsBasePath } = near
    const settings = { ...options, ...(baseUrl && { baseUrl }), ...(paths && { paths, pathsBasePath }) }
    return literals.map((literal) => {
      const found = ts.resolveModuleName(literal.text, from, settings, host)
      return found.resolvedModule ? found : { resolvedModule: resolveInWorkspace(packages, literal.text) }
    })
  }
  return ts.createProgram(
    files.map((name) => path.join(root, name)),
    options,
    host,
  )
}

/** Gives the compiler options of the nearest tsconfig.json (or jsconfig.json), those that it extends included. */
function configured(place) {
  configured.known ??= new Map()
  if (!configured.known.has(place)) configured.known.set(place, readConfig(place))
  return configured.known.get(place)
}

function readConfig(place) {
  for (const name of ['tsconfig.json', 'jsconfig.json']) {
    const at = path.join(place, name)
    if (!fs.existsSync(at)) continue
    const read = ts.readConfigFile(at, ts.sys.readFile)
    if (!read.config) continue
    const parsed = ts.parseJsonConfigFileContent({ ...read.config, files: [], include: [] }, ts.sys, place)
    if (Object.keys(parsed.options).length) return parsed.options
  }
  return place === root || !place.startsWith(root) ? {} : configured(path.dirname(place))
}

function workspace() {
  const packages = new Map()
  const folders = new Set([root])
  for (const name of files)
    for (let at = path.dirname(path.join(root, name)); at.startsWith(root + path.sep); at = path.dirname(at)) folders.add(at)
  for (const at of [...folders].sort()) {
    try {
      const manifest = JSON.parse(fs.readFileSync(path.join(at, 'package.json'), 'utf8'))
      if (typeof manifest.name === 'string' && !packages.has(manifest.name)) packages.set(manifest.name, { at, manifest })
    } catch {
      // no package here
    }
  }
  return packages
}

function resolveInWorkspace(packages, wanted) {
  const parts = wanted.split('/')
  const name = parts.slice(0, wanted.startsWith('@') ? 2 : 1).join('/')
  const found = packages.get(name)
  if (!found) return undefined
  const inner = parts.slice(wanted.startsWith('@') ? 2 : 1).join('/')
  const { at, manifest } = found
  const entry = manifest.exports?.[inner ? `./${inner}` : '.'] ?? (inner ? undefined : manifest.exports)
  const named = inner ? [] : [manifest.source, manifest.types, manifest.module, manifest.main]
  const written = [...named, ...leaves(entry)].filter((it) => typeof it === 'string')
  const stems = [
    ...written,
    ...written.map((it) => it.replace(/(^|\/)(dist|lib|build)\/(types\/|esm\/|cjs\/)?/, '$1src/').replace(/(\.d)?\.[cm]?[jt]sx?$/, '')),
    ...(inner ? [`src/${inner}`, inner] : ['src/index', 'index', 'lib/index']),
  ]
  for (const stem of stems)
    for (const end of ['', ...EXTENSIONS, ...EXTENSIONS.map((it) => `/index${it}`)]) {
      const place = path.join(at, stem + end)
      const extension = EXTENSIONS.find((it) => place.endsWith(it))
      if (extension && fs.existsSync(place)) return { resolvedFileName: place, extension: ts.Extension ? extension : undefined }
    }
  return undefined
}

function leaves(entry) {
  if (typeof entry === 'string') return [entry]
  return entry && typeof entry === 'object' ? Object.values(entry).flatMap(leaves) : []
}

module.exports = { makeProgram }
