import type { Node } from '@babel/types';
import { withoutTypes } from './pattern.ts';

/** What a text begins with, as far as it stands there; undefined for what is no text in the source. */
export function textStart(node: Node): string | undefined {
  const text = withoutTypes(node);
  if (text.type === 'StringLiteral') return text.value;
  if (text.type === 'TemplateLiteral') return text.quasis[0]?.value.cooked ?? undefined;
  const isJoined = text.type === 'BinaryExpression' && text.operator === '+';
  return isJoined ? textStart(text.left) : undefined;
}
