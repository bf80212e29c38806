import './view/page.css';
import './view/list.css';
import './view/detail.css';
import { Page } from './view/page.ts';

const app = document.getElementById('app');
if (app !== null) new Page(app).start();
