import type { Identifier, MemberExpression, Node } from '@babel/types';

export interface PatternParts {
  /** What receives a value, in the order of the text: names, or members when the pattern assigns. */
  readonly targets: readonly Node[];
  /** What runs on the way: default values and computed keys. */
  readonly expressions: readonly Node[];
}

/** Takes a declared or assigned pattern apart: `{ a, [key]: b = 1, ...rest }` has three targets. */
export function partsOf(pattern: Node): PatternParts {
  const targets: Node[] = [];
  const expressions: Node[] = [];
  const take = (part: Node): void => {
    switch (part.type) {
      case 'AssignmentPattern':
        take(part.left);
        expressions.push(part.right);
        break;
      case 'RestElement':
        take(part.argument);
        break;
      case 'TSParameterProperty':
        take(part.parameter);
        break;
      case 'ArrayPattern':
        for (const element of part.elements) if (element !== null) take(element);
        break;
      case 'ObjectPattern':
        for (const property of part.properties) {
          if (property.type === 'RestElement') take(property);
          else {
            if (property.computed) expressions.push(property.key);
            take(property.value);
          }
        }
        break;
      default:
        targets.push(withoutTypes(part));
    }
  };
  take(pattern);
  return { targets, expressions };
}

/**
 * The keys from the pattern's value to the name: `{ a: [, b] }` reaches `b` by `a`, `1`. Undefined when a
 * default value, a rest element or a computed key makes the value anything else.
 */
export function pathTo(pattern: Node, name: Identifier): readonly string[] | undefined {
  if (pattern === name) return [];
  if (pattern.type === 'ArrayPattern') {
    for (const [index, element] of pattern.elements.entries()) {
      const rest = element === null ? undefined : pathTo(element, name);
      if (rest !== undefined) return [String(index), ...rest];
    }
  }
  if (pattern.type === 'ObjectPattern') {
    for (const property of pattern.properties) {
      if (property.type === 'RestElement') continue;
      const key = keyOf(property);
      const rest = pathTo(property.value, name);
      if (key !== undefined && rest !== undefined) return [key, ...rest];
    }
  }
  return undefined;
}

interface Keyed {
  readonly computed?: boolean | null;
  readonly key: Node;
}

/** The name of a property, method or member as far as the text tells: `a`, `'a'`, `['a']`, `0`, `#a`. */
export function keyOf(owner: Keyed): string | undefined {
  return nameOf(owner.key, owner.computed === true);
}

/** As `keyOf`, for `object.name` and `object['name']`. */
export function memberName(
  member: Pick<MemberExpression, 'property' | 'computed'>,
): string | undefined {
  return nameOf(member.property, member.computed);
}

function nameOf(key: Node, computed: boolean): string | undefined {
  if (key.type === 'StringLiteral') return key.value;
  if (key.type === 'NumericLiteral') return String(key.value);
  if (key.type === 'PrivateName') return `#${key.id.name}`;
  return key.type === 'Identifier' && !computed ? key.name : undefined;
}

/** The expression below `as`, `satisfies`, `!`, `<T>` and `f<T>`: what exists at run time. */
export function withoutTypes(node: Node): Node {
  switch (node.type) {
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'TSInstantiationExpression':
      return withoutTypes(node.expression);
    default:
      return node;
  }
}
