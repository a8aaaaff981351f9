import type { Application, ControllerConstructor } from '@hotwired/stimulus'

/** A feature's index.ts: its controllers by the second half of their name. */
export interface Feature {
  controllers: Record<string, ControllerConstructor>
}

type Fetch = () => Promise<Feature>

/**
 * Fetches a feature when the page first holds one of its controllers: `chat--thread` brings the feature `chat`, unless `parts` says that
 * this one, by its whole name, comes from a part of its own.
 */
export function loadOnDemand(application: Application, features: Record<string, Fetch>, parts: Record<string, Fetch>) {
  const loaded = new Set<Fetch>()
  look(document.documentElement)
  new MutationObserver(changes => {
    for (const { target, addedNodes, type } of changes) {
      if (type === 'attributes') look(target as Element)
      else addedNodes.forEach(node => node instanceof Element && look(node))
    }
  }).observe(document.documentElement, { attributeFilter: ['data-controller'], subtree: true, childList: true })

  function look(root: Element) {
    for (const element of [root, ...root.querySelectorAll('[data-controller*="--"]')]) {
      for (const name of element.getAttribute('data-controller')?.split(/\s+/) ?? []) {
        const feature = name.split('--')[0]!
        const fetch = name.includes('--') ? parts[name] ?? features[feature] : undefined
        if (fetch && !loaded.has(fetch)) void load(feature, fetch)
      }
    }
  }

  async function load(feature: string, fetch: Fetch) {
    loaded.add(fetch)
    try {
      const { controllers } = await fetch()
      for (const [name, controller] of Object.entries(controllers)) application.register(`${feature}--${name}`, controller)
    } catch (error) {
      // No connection just now: the next page that needs it tries again. Everything works without, only less at once.
      loaded.delete(fetch)
      console.warn(`The scripts of ${feature} did not arrive.`, error)
    }
  }
}
