import { ownServices, routeName } from "../../session/index.js";
import type { ServiceSpec, Subject, System } from "../../world/system.js";
import type { MapArrow, MapNode } from "../api/live.js";

/** How the map names a service at a site; `null` is the main site. */
export function placeName(service: string, site: string | null): string {
  return site === null ? service : `${service}@${site}`;
}

/** How the map names a call between services of a site. */
export function arrowName(from: string, to: string, site: string | null): string {
  return placeName(`${from}->${to}`, site);
}

/** A service where it runs: at the main site, and at the second one unless it is shared. */
export interface Place {
  service: ServiceSpec;
  site: string | null;
}

/** Every service at every site, the main site first. */
export function placesOf({ services, site }: System): Place[] {
  const main = services.map((service) => ({ service, site: null }));
  if (!site) return main;
  const own = ownServices({ services }).filter(({ name }) => !site.shared.includes(name));
  return [...main, ...own.map((service) => ({ service, site: site.name }))];
}

/** The boxes of the map. */
export function nodesOf(system: System): MapNode[] {
  return placesOf(system).map(({ service, site }) => ({
    id: placeName(service.name, site),
    service: service.name,
    site,
    external: service.kind === "external",
    threads: threadsOf(service, site === null ? 1 : system.site!.capacityShare),
    ...(service.kind === "service" &&
      site === null && { restartUs: service.restartUs, maximumReplicas: service.maximumReplicas }),
  }));
}

/** Threads over all replicas as the system begins; null without a limit, and for somebody else's system. */
function threadsOf({ kind, threads, replicas }: ServiceSpec, capacity: number): number | null {
  if (kind === "external" || !Number.isFinite(threads)) return null;
  return Math.max(1, Math.round(threads * capacity)) * replicas;
}

/** The arrows of the map: calls, and users' requests to the services that take them. */
export function arrowsOf(system: System): MapArrow[] {
  const places = new Set(
    placesOf(system).map(({ service, site }) => placeName(service.name, site)),
  );
  const sites = system.site ? [null, system.site.name] : [null];
  return sites.flatMap((site) => {
    // A shared service has no second box: whoever calls it from there calls the one that there is.
    const target = (service: string) =>
      places.has(placeName(service, site)) ? placeName(service, site) : service;
    const users = system.sources.flatMap(({ name: source }) =>
      targetsOf(system, source, null).map((service) => ({
        id: arrowName(source, service, site),
        from: source,
        to: target(service),
        of: measuredOf(system, source, service),
      })),
    );
    const calls = system.calls
      .filter(({ from }) => places.has(placeName(from, site)))
      .map(({ from, to }) => ({
        id: arrowName(from, to, site),
        from: placeName(from, site),
        to: target(to),
      }));
    return [...users, ...calls];
  });
}

/** The boxes or arrows of the main site that a subject is. */
export function partsOf(system: System, subject: Subject): string[] {
  if (subject.of === "service") return [subject.service];
  if (subject.of === "call") return [arrowName(subject.from, subject.to, null)];
  const { source, route } = subject;
  return targetsOf(system, source, route).map((service) => arrowName(source, service, null));
}

/** The series of a source's requests to a service: the source's own when there is nowhere else for them to go. */
function measuredOf({ sources }: System, source: string, service: string): string[] {
  const { routes } = sources.find(({ name }) => name === source)!;
  const own = routes.filter(({ target }) => target.service === service);
  if (own.length === routes.length) return [routeName(source, null)];
  return own.map(({ name }) => routeName(source, name));
}

/** The services that take a source's requests. */
function targetsOf({ sources }: System, source: string, route: string | null): string[] {
  const { routes } = sources.find(({ name }) => name === source)!;
  const wanted = routes.filter(({ name }) => route === null || name === route);
  return [...new Set(wanted.map(({ target }) => target.service))];
}
