// Every call site of a repository's TypeScript and JavaScript files, with what the TypeScript compiler says it calls.
//
//     node typescript_sites.cjs REPOSITORY FOLDER < FILES
//
// FOLDER holds `node_modules/typescript`; FILES are the paths to read, one a line. Printed is one JSON line for each site (the
// shape of a truth file's, see truth_file.py), then one `{"type": "end", ...}`. Nothing of the repository is run.
'use strict'
const fs = require('fs')
const path = require('path')
const { makeProgram } = require('./typescript_program.cjs')

const [, , given, folder] = process.argv
const root = fs.realpathSync(given)
const ts = require(path.join(path.resolve(folder), 'node_modules', 'typescript'))
const K = ts.SyntaxKind
const DEEPEST_ALIAS = 8

const files = fs.readFileSync(0, 'utf8').split('\n').filter(Boolean)
const program = makeProgram(ts, root, files)
const checker = program.getTypeChecker()

let count = 0
for (const name of files) {
  const file = program.getSourceFile(path.join(root, name))
  if (file) for (const site of sitesOf(file)) (count += 1), print(site)
}
print({ type: 'end', sites: count, typescript: ts.version })

function print(value) {
  fs.writeSync(1, JSON.stringify(value) + '\n')
}

// ---- sites

function* sitesOf(file) {
  const waiting = [file]
  const found = []
  while (waiting.length) {
    const node = waiting.pop()
    const called = calledBy(node)
    if (called) found.push([node, ...called])
    ts.forEachChild(node, (child) => void waiting.push(child))
  }
  const sites = found.flatMap(([node, expression, prefix]) => {
    const name = lastName(expression)
    return name ? [siteLine(file, node, expression, name, prefix)] : []
  })
  yield* sites.sort((a, b) => a.line - b.line || a.column - b.column)
}

/** Gives what a node calls, and the prefix of the shape; nothing for a node that calls nothing. */
function calledBy(node) {
  switch (node.kind) {
    case K.CallExpression:
      if (node.expression.kind === K.ImportKeyword) return undefined
      return [node.expression, node.parent.kind === K.Decorator ? 'decorator: ' : '']
    case K.NewExpression:
      return [node.expression, 'new: ']
    case K.TaggedTemplateExpression:
      return [node.tag, 'tag: ']
    case K.Decorator:
      return node.expression.kind === K.CallExpression ? undefined : [node.expression, 'decorator: ']
    case K.JsxOpeningElement:
    case K.JsxSelfClosingElement:
      return node.tagName.kind === K.Identifier && /^[a-z]/.test(node.tagName.text) ? undefined : [node.tagName, 'jsx: ']
    default:
      return undefined
  }
}

function unwrapped(node) {
  const around = [K.ParenthesizedExpression, K.NonNullExpression, K.AsExpression, K.SatisfiesExpression, K.TypeAssertionExpression]
  while (node && (around.includes(node.kind) || node.kind === K.ExpressionWithTypeArguments)) node = node.expression
  return node
}

function lastName(expression) {
  const node = unwrapped(expression)
  if (node.kind === K.PropertyAccessExpression) return node.name
  return node.kind === K.Identifier || node.kind === K.SuperKeyword ? node : undefined
}

function siteLine(file, node, expression, name, prefix) {
  const answer = meaning(node, name)
  const state = answer.callees.length ? 'function' : answer.others.length ? 'other' : answer.outside ? 'external' : 'unresolved'
  return {
    type: 'site',
    ...place(name),
    name: name.getText(file),
    in_macro: false,
    shape: prefix + shapeOf(unwrapped(expression)),
    state,
    caller: callerOf(node),
    callees: answer.callees,
    others: answer.others,
    equal: answer.equal,
  }
}

function shapeOf(node) {
  if (node.kind === K.SuperKeyword) return 'super'
  if (node.kind === K.Identifier) return `name: ${boundAs(node)}`
  const owner = unwrapped(node.expression)
  switch (owner.kind) {
    case K.ThisKeyword:
      return 'this'
    case K.SuperKeyword:
      return 'super'
    case K.Identifier:
      return `attribute: ${boundAs(owner)}`
    case K.CallExpression:
    case K.AwaitExpression:
    case K.NewExpression:
      return 'chain'
    case K.PropertyAccessExpression: {
      let first = owner
      while (first.kind === K.PropertyAccessExpression) first = unwrapped(first.expression)
      if (first.kind === K.ThisKeyword) return 'field of this'
      return first.kind === K.Identifier && boundAs(first) === 'imported' ? 'attribute: imported' : 'field'
    }
    default:
      return ts.isLiteralExpression(owner) || owner.kind === K.ArrayLiteralExpression ? 'literal' : 'other'
  }
}

function boundAs(name) {
  const declared = checker.getSymbolAtLocation(name)?.declarations?.[0]
  if (!declared || !inside(declared.getSourceFile())) return 'unbound'
  switch (declared.kind) {
    case K.Parameter:
      return declared.type ? 'annotated parameter' : 'parameter'
    case K.ImportSpecifier:
    case K.ImportClause:
    case K.NamespaceImport:
    case K.ImportEqualsDeclaration:
      return 'imported'
    case K.BindingElement:
      return 'destructured'
    case K.VariableDeclaration:
      if (isFunction(unwrapped(declared.initializer))) return 'defined'
      return callerScope(declared) ? 'local' : 'module variable'
    default:
      return isFunction(declared) || ts.isClassLike(declared) ? 'defined' : 'other'
  }
}

function callerScope(node) {
  return ts.findAncestor(node.parent, (it) => ts.isFunctionLike(it) && !!it.body)
}

// ---- what is called

function meaning(node, name) {
  const answer = { callees: [], others: [], equal: [], outside: false }
  const symbol = checker.getSymbolAtLocation(name)
  if (symbol) follow(symbol, answer, 0)
  // a name that nothing declares is a global one, of the platform or of a test runner
  else if (name.kind === K.Identifier && name.parent.name !== name) answer.outside = true
  // and what hangs on an import of a package that is not here is that package's
  else if (isForeign(name.parent)) answer.outside = true
  const signature = node.kind === K.Decorator ? undefined : checker.getResolvedSignature(node)
  const declaration = signature?.declaration
  if (declaration && inside(declaration.getSourceFile()) && isFunction(declaration)) add(answer.equal, definition(declaration))
  for (const key of ['callees', 'others', 'equal']) answer[key] = unique(answer[key])
  answer.equal = answer.equal.filter((it) => !answer.callees.some((other) => other.path === it.path && other.line === it.line))
  return answer
}

function follow(symbol, answer, depth) {
  if (symbol.flags & ts.SymbolFlags.Alias) {
    const meant = checker.getAliasedSymbol(symbol)
    if (!meant.declarations?.length) {
      answer.outside ||= !namesOwnFile(symbol)
      return
    }
    symbol = meant
  }
  for (const declared of symbol.declarations ?? []) {
    if (!inside(declared.getSourceFile())) answer.outside = true
    else take(declared, answer, depth)
  }
  if (!symbol.declarations && symbol.name !== 'unknown' && !(symbol.flags & ts.SymbolFlags.Transient)) answer.outside = true
}

/** Tells whether a path of names starts at an import from another package that could not be read. */
function isForeign(node) {
  while (node.kind === K.PropertyAccessExpression) node = unwrapped(node.expression)
  const symbol = node.kind === K.Identifier ? checker.getSymbolAtLocation(node) : undefined
  if (!symbol || !(symbol.flags & ts.SymbolFlags.Alias)) return false
  return !checker.getAliasedSymbol(symbol).declarations?.length && !namesOwnFile(symbol)
}

/** Tells whether an import that leads nowhere is written as one of a file of the repository. */
function namesOwnFile(symbol) {
  const declared = symbol.declarations?.[0]
  const statement = declared && ts.findAncestor(declared, (it) => ts.isImportDeclaration(it) || ts.isExportDeclaration(it))
  const from = statement?.moduleSpecifier?.text ?? '.'
  return from.startsWith('.') || from.startsWith('/')
}

function take(declared, answer, depth) {
  if (isFunction(declared) || ts.isClassLike(declared) || isFunction(valueOf(declared)) || isClass(valueOf(declared))) {
    add(answer.callees, definition(declared))
    const made = ts.isClassLike(declared) ? declared : isClass(valueOf(declared)) ? valueOf(declared) : undefined
    for (const member of made?.members ?? []) if (member.kind === K.Constructor) add(answer.equal, definition(member))
    return
  }
  if (ts.isInterfaceDeclaration(declared) || ts.isTypeAliasDeclaration(declared) || ts.isModuleDeclaration(declared)) return
  const next = depth < DEEPEST_ALIAS ? aliased(declared) : undefined
  if (!next) return add(answer.others, place(nameOf(declared)))
  const further = { callees: [], others: [], equal: [], outside: false }
  follow(next, further, depth + 1)
  // another name for a function: both the name and the function are right
  add(answer.others, place(nameOf(declared)))
  answer.equal.push(...further.callees, ...further.others, ...further.equal)
}

/** Gives what a name is another name for: `const a = b`, `{ a }`, `const { a } = b`. */
function aliased(declared) {
  if (ts.isShorthandPropertyAssignment(declared)) return checker.getShorthandAssignmentValueSymbol(declared)
  if (ts.isBindingElement(declared) && ts.isObjectBindingPattern(declared.parent)) {
    const key = declared.propertyName ?? declared.name
    return ts.isIdentifier(key) ? checker.getTypeAtLocation(declared.parent).getProperty(key.text) : undefined
  }
  const value = valueOf(declared)
  if (!value) return undefined
  if (value.kind === K.Identifier) return checker.getSymbolAtLocation(value)
  return value.kind === K.PropertyAccessExpression ? checker.getSymbolAtLocation(value.name) : undefined
}

function valueOf(declared) {
  if (ts.isVariableDeclaration(declared) || ts.isPropertyDeclaration(declared) || ts.isPropertyAssignment(declared))
    return unwrapped(declared.initializer)
  if (ts.isExportAssignment(declared)) return unwrapped(declared.expression)
  const assigned = ts.isBinaryExpression(declared) ? declared : declared.parent
  return assigned && ts.isBinaryExpression(assigned) && assigned.operatorToken.kind === K.EqualsToken ? unwrapped(assigned.right) : undefined
}

function isClass(node) {
  return !!node && ts.isClassLike(node)
}

/** Tells whether this is code that can be called, or the signature of such in a class, an interface or a declaration. */
function isFunction(node) {
  if (!node) return false
  const kinds = [K.FunctionDeclaration, K.FunctionExpression, K.ArrowFunction, K.MethodDeclaration, K.MethodSignature]
  return [...kinds, K.GetAccessor, K.SetAccessor, K.Constructor].includes(node.kind)
}

// ---- definitions and places

/** Gives place, name and kind of a definition; nothing where it has no name. */
function definition(node) {
  const holder = namedHolder(node)
  if (!holder) return undefined
  const name = nameOf(holder)
  const { path: file, line } = place(name)
  return { path: file, line, name: textOf(holder, name), kind: kindOf(node) }
}

/** Gives the node that names a function or class: itself, or the variable or property that it is the value of. */
function namedHolder(node) {
  if (node.name || node.kind === K.Constructor) return node
  const isValue = isFunction(node) || ts.isClassLike(node)
  if (isValue && node.modifiers?.some((it) => it.kind === K.DefaultKeyword)) return node
  let holder = node.parent
  if (!isValue) return node
  while (holder && unwrapped(holder) !== holder) holder = holder.parent
  if (!holder || ts.isSourceFile(holder)) return undefined
  if (ts.isVariableDeclaration(holder) || ts.isPropertyDeclaration(holder) || ts.isPropertyAssignment(holder)) return holder
  if (ts.isExportAssignment(holder)) return holder
  return ts.isBinaryExpression(holder) && holder.right && unwrapped(holder.right) === node ? holder : undefined
}

function nameOf(node) {
  if (ts.isBinaryExpression(node)) node = node.left
  if (node.kind === K.PropertyAccessExpression) return node.name
  if (node.name) return node.name
  return node
}

function textOf(holder, name) {
  if (holder.kind === K.Constructor) return 'constructor'
  return name === holder ? 'default' : name.getText()
}

function kindOf(node) {
  const value = isFunction(node) || ts.isClassLike(node) ? node : (valueOf(node) ?? node)
  const nested = callerScope(node) ? 'nested ' : ''
  if (ts.isClassLike(value)) return `${nested}class`
  if (value.kind === K.MethodSignature || (!value.body && value.kind !== K.Constructor)) return `${nested}signature`
  if (value.kind === K.MethodDeclaration && ts.isClassLike(value.parent)) return `${nested}method`
  if (value.kind === K.FunctionDeclaration) return `${nested}function`
  if (ts.isAccessor(value) || value.kind === K.Constructor) return `${nested}method`
  const holder = namedHolder(value)
  return holder && ts.isVariableDeclaration(holder) ? `${nested}function value` : `${nested}member value`
}

function callerOf(node) {
  for (let it = node.parent; it; it = it.parent) {
    if (!isFunction(it) || !it.body) continue
    const made = definition(it)
    if (made) return { path: made.path, line: made.line, name: made.name }
  }
  return null
}

/** Gives path, line (from 1) and column (in bytes, from 0) of a node. */
function place(node) {
  const file = node.getSourceFile()
  const { line, character } = file.getLineAndCharacterOfPosition(node.getStart(file))
  const start = file.getPositionOfLineAndCharacter(line, 0)
  const column = Buffer.byteLength(file.text.slice(start, start + character))
  return { path: relative(file), line: line + 1, column }
}

function relative(file) {
  return path.relative(root, file.fileName).split(path.sep).join('/')
}

function inside(file) {
  inside.names ??= new Set(files)
  return inside.names.has(relative(file))
}

function add(list, made) {
  if (made) list.push(made)
}

function unique(list) {
  const seen = new Map(list.map((it) => [`${it.path}:${it.line}:${it.column ?? ''}`, it]))
  return [...seen.values()].map(({ column, ...rest }) => rest)
}
