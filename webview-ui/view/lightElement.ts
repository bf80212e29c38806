import { LitElement } from 'lit';

/** A component that renders into the page itself: the page's styles, tokens and tests reach what it shows. */
export abstract class LightElement extends LitElement {
  protected override createRenderRoot(): HTMLElement {
    return this;
  }
}
