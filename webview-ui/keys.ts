import { t } from './language.ts';

/** Keys that do the same thing. `Mod` is Ctrl, on a Mac the command key. */
export interface KeyLine {
  readonly keys: readonly string[];
  readonly does: string;
}

export interface KeyGroup {
  readonly title: string;
  readonly lines: readonly KeyLine[];
}

/** Every key of the page, for the people who ask with `?`. */
export const KEYS: readonly KeyGroup[] = [
  {
    title: t('Everywhere'),
    lines: [
      { keys: ['/', 'Mod+L'], does: t('Go to the filter') },
      { keys: ['Mod+F'], does: t('Find in the events that are shown') },
      { keys: ['F3', 'Shift+F3'], does: t('Next match, previous match') },
      { keys: ['F8', 'Shift+F8'], does: t('Next failure, previous failure') },
      { keys: ['L'], does: t('Follow the latest event') },
      { keys: ['?'], does: t('Show these keys') },
    ],
  },
  {
    title: t('List'),
    lines: [
      { keys: ['Up', 'Down', 'PageUp', 'PageDown', 'Home', 'End'], does: t('Move') },
      { keys: ['Shift+Up', 'Shift+Down'], does: t('Extend the selection') },
      { keys: ['Mod+A'], does: t('Select all') },
      { keys: ['Mod+C'], does: t('Copy') },
      { keys: ['Enter'], does: t('Show the detail, and go to it') },
      { keys: ['Space'], does: t('Show the detail, and stay in the list') },
      { keys: ['Mod+Enter'], does: t('Go to line') },
      { keys: ['C'], does: t('Show in context') },
    ],
  },
  {
    title: t('Filter'),
    lines: [
      { keys: ['Down'], does: t('Go to the suggestions') },
      { keys: ['Tab'], does: t('Accept the suggestion') },
      { keys: ['-'], does: t('Exclude what the suggestion finds') },
      { keys: [','], does: t('Accept it, and allow another value') },
      { keys: ['Esc'], does: t('Close the suggestions, then clear, then leave') },
    ],
  },
  {
    title: t('Find'),
    lines: [
      { keys: ['Enter', 'Shift+Enter'], does: t('Next match, previous match') },
      { keys: ['Alt+C', 'Alt+W', 'Alt+R'], does: t('Match case, whole word, regular expression') },
      { keys: ['Esc'], does: t('Close') },
    ],
  },
  {
    title: t('Event detail'),
    lines: [
      { keys: ['+', '-'], does: t('On a field: only this value, or all but this value') },
      { keys: ['Alt+Down'], does: t('On a field: how often its values occur') },
      { keys: ['J', 'K'], does: t('Next event, previous event') },
      { keys: ['Esc'], does: t('Back to the list') },
    ],
  },
];

const MAC: Readonly<Record<string, string>> = { Mod: '⌘', Shift: '⇧', Alt: '⌥' };
const ARROWS: Readonly<Record<string, string>> = {
  Up: '↑',
  Down: '↓',
  PageUp: 'PgUp',
  PageDown: 'PgDn',
};

/** @returns the keys as they are written here: `Ctrl+F`, on a Mac `⌘F`. */
export function shortcut(keys: string, mac = isMac()): string {
  // A `+` alone is a key.
  const parts = keys === '+' ? [keys] : keys.split('+');
  const names = parts.map((part) => {
    const name = ARROWS[part] ?? part;
    if (mac) return MAC[name] ?? name;
    return name === 'Mod' ? 'Ctrl' : name;
  });
  return names.join(mac ? '' : '+');
}

function isMac(): boolean {
  return typeof navigator !== 'undefined' && /\bMac/.test(navigator.userAgent);
}
