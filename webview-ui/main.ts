import './view/page.css';
import './view/header.css';
import './view/list.css';
import './view/detail.css';
import type { FromPage, ToPage } from '../extension/shared/protocol.ts';
import { connect } from './connection.ts';
import { restore, type Persisted } from './persisted.ts';
import { RowColumns } from './rowColumns.ts';
import { INITIAL, received, selected, type PageState } from './state.ts';
import { strings } from './strings.ts';
import { Detail } from './view/detail.ts';
import { element } from './view/dom.ts';
import { Empty } from './view/empty.ts';
import { Footer } from './view/footer.ts';
import { Header } from './view/header.ts';
import { Splitter } from './view/splitter.ts';
import { VirtualList } from './view/virtualList.ts';

const rows = new RowColumns();
let state: PageState = INITIAL;

const connection = connect(receive);
let persisted: Persisted = restore(connection.saved);

const header = new Header({
  toggleFollow: () => list.setFollow(!list.follow),
  clear: () => send({ type: 'command', command: 'clear' }),
});
const list = new VirtualList(rows, {
  select,
  open: () => detail.focus(),
  followChanged: (follow) => {
    header.setFollow(follow);
    persist({ follow });
  },
});
const detail = new Detail(send, () => {
  select(undefined);
  list.focus();
});
const empty = new Empty((command) => send({ type: 'command', command }));
const footer = new Footer();

const columns = element(
  'div',
  'columns',
  ...(['time', 'worker', 'event', 'cpu', 'wall'] as const).map((column) =>
    element('span', column, strings[column]),
  ),
);
columns.setAttribute('aria-hidden', 'true');
const left = element('main', 'left', columns, list.element, empty.element);
const body = element('div', 'body', left);
const splitter = new Splitter(body, persisted.split, (split) => persist({ split }));
body.append(splitter.element, detail.element);
document.getElementById('app')?.append(header.element, body, footer.element);

header.setFollow(persisted.follow);
list.setFollow(persisted.follow);
show();
send({ type: 'ready' });

function send(message: FromPage): void {
  connection.send(message);
}

function persist(change: Partial<Persisted>): void {
  persisted = { ...persisted, ...change };
  connection.save(persisted);
}

function select(id: number | undefined): void {
  state = selected(state, id);
  persist({ selected: id });
  if (id !== undefined) send({ type: 'openDetail', id });
  show();
}

function receive(message: ToPage): void {
  state = received(state, message);
  switch (message.type) {
    case 'state':
      rows.reset(message.rows.first);
      rows.append(message.rows);
      // The page was hidden or reloaded: what was open opens again.
      if (persisted.selected !== undefined && rows.get(persisted.selected) !== undefined) {
        select(persisted.selected);
        if (!persisted.follow) list.reveal(persisted.selected);
      }
      break;
    case 'rows':
      rows.append(message.rows);
      rows.trim(message.oldest);
      break;
    case 'cleared':
      rows.reset(message.next);
      persist({ selected: undefined });
      break;
    case 'reveal':
      select(message.id);
      list.reveal(message.id);
      break;
    case 'sessions':
    case 'workers':
    case 'empty':
    case 'detail':
      break;
  }
  show(message.type);
}

/** @param changed what the host told, to leave the rest alone: rows come 60 times a second. */
function show(changed?: ToPage['type']): void {
  footer.set(state.counts);
  empty.set(state.empty);
  if (changed === 'rows') {
    list.changed();
    return;
  }
  header.setSessions(state.sessions);
  list.setWorkers(state.workers);
  list.setSelected(state.selected);
  body.classList.toggle('has-detail', state.selected !== undefined);
  detail.show(state.detail);
}
