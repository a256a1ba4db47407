import { resolve } from 'node:path'
import ts from 'typescript'

type Schema = Record<string, unknown>

export interface Described {
  /** By the names of the properties of the interface. */
  answers: Record<string, Schema>
  /** By the names of the interfaces that stand in them. */
  schemas: Record<string, Schema>
}

/** JSON schemas of the properties of an interface in a file, as the compiler sees them, with their comments. */
export function describeType(file: string, name: string): Described {
  const program = ts.createProgram([resolve(file)], {
    strict: true,
    exactOptionalPropertyTypes: true,
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    allowImportingTsExtensions: true,
    resolveJsonModule: true,
    noEmit: true,
  })
  const source = program.getSourceFile(resolve(file))
  const declaration = source?.statements.find(
    (statement) => ts.isInterfaceDeclaration(statement) && statement.name.text === name,
  )
  if (!declaration) throw new Error(`${file} has no interface ${name}`)
  const checker = program.getTypeChecker()
  const schemas: Described['schemas'] = {}
  const describe = createDescriber(checker, declaration, schemas)
  const properties = checker.getPropertiesOfType(checker.getTypeAtLocation(declaration))
  const answers = Object.fromEntries(
    properties.map((property) => [
      property.name,
      describe(checker.getTypeOfSymbolAtLocation(property, declaration)),
    ]),
  )
  return { answers, schemas: Object.fromEntries(Object.entries(schemas).sort()) }
}

function createDescriber(checker: ts.TypeChecker, at: ts.Node, schemas: Described['schemas']) {
  const describe = (type: ts.Type): Schema => {
    if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return {}
    if (type.flags & ts.TypeFlags.Null) return { type: 'null' }
    if (type.isStringLiteral() || type.isNumberLiteral()) return { const: type.value }
    if (type.flags & ts.TypeFlags.BooleanLiteral) return { const: checker.typeToString(type) === 'true' }
    if (type.flags & ts.TypeFlags.BooleanLike) return { type: 'boolean' }
    if (type.flags & ts.TypeFlags.StringLike) return { type: 'string' }
    if (type.flags & ts.TypeFlags.NumberLike) return { type: 'number' }
    if (type.isUnion()) return union(type.types)
    if (checker.isArrayType(type))
      return { type: 'array', items: describe(checker.getTypeArguments(type as ts.TypeReference)[0]!) }
    if (checker.isTupleType(type)) {
      const items = checker.getTypeArguments(type as ts.TypeReference).map(describe)
      return { type: 'array', prefixItems: items, minItems: items.length, maxItems: items.length }
    }
    return named(type)
  }

  const union = (all: readonly ts.Type[]): Schema => {
    const types = all.filter(({ flags }) => !(flags & ts.TypeFlags.Undefined))
    const parts = types.map(describe)
    const values = parts.filter((part) => 'const' in part).map((part) => part.const)
    const others = parts.filter((part) => !('const' in part))
    const isBoolean = values.includes(true) && values.includes(false)
    const rest = isBoolean ? values.filter((value) => typeof value !== 'boolean') : values
    const shapes = [
      ...(isBoolean ? [{ type: 'boolean' }] : []),
      ...(rest.length > 0 ? [{ enum: rest }] : []),
      ...others,
    ]
    return shapes.length === 1 ? shapes[0]! : { anyOf: shapes }
  }

  const named = (type: ts.Type): Schema => {
    const symbol = type.aliasSymbol ?? type.getSymbol()
    const name = symbol && !symbol.name.startsWith('__') && !type.aliasTypeArguments ? symbol.name : undefined
    if (!name) return shape(type)
    if (!schemas[name]) {
      schemas[name] = {}
      schemas[name] = { ...commentOf(symbol!), ...shape(type) }
    }
    return { $ref: `#/components/schemas/${name}` }
  }

  const shape = (type: ts.Type): Schema => {
    const [index] = checker.getIndexInfosOfType(type)
    const all = checker.getPropertiesOfType(type)
    const isOptional = (symbol: ts.Symbol) => Boolean(symbol.flags & ts.SymbolFlags.Optional)
    const properties = all.map((symbol) => [
      symbol.name,
      { ...describe(checker.getTypeOfSymbolAtLocation(symbol, at)), ...commentOf(symbol) },
    ])
    const required = all.filter((symbol) => !isOptional(symbol)).map((symbol) => symbol.name)
    return {
      type: 'object',
      ...(properties.length > 0 && { properties: Object.fromEntries(properties) }),
      ...(required.length > 0 && { required }),
      ...(index && { additionalProperties: describe(index.type) }),
    }
  }

  const commentOf = (symbol: ts.Symbol): Schema => {
    const description = ts.displayPartsToString(symbol.getDocumentationComment(checker))
    return description ? { description } : {}
  }
  return describe
}
