using System.Diagnostics.Metrics;
using Everlatch.Edge.Figures;
using Everlatch.Edge.Regions;
using Everlatch.Edge.Slots;

namespace Everlatch.Edge.Forwarding;

/// <summary>What an edge counts; docs/operations/metrics.md explains each.</summary>
internal sealed class EdgeMetrics
{
    /// <summary>The name under which all of an edge is counted.</summary>
    public const string Meter = "Everlatch.Edge";

    private readonly Counter<long> requests;
    private readonly Counter<long> shed;
    private readonly Counter<long> retries;

    public EdgeMetrics(IMeterFactory meters, LiveSlots slots, LiveRoutes routes, TimeProvider clock)
    {
        var meter = meters.Create(Meter);
        requests = meter.CreateCounter<long>("everlatch.edge.requests", "{request}", "Requests that were answered.");
        shed = meter.CreateCounter<long>("everlatch.edge.shed", "{request}", "Requests refused for want of room.");
        retries = meter.CreateCounter<long>("everlatch.edge.retries", "{request}", "Requests sent to another server.");
        meter.CreateObservableGauge(
            "everlatch.edge.in_flight", () => OfSlots(slots, slot => slot.Admission.Inside), "{request}", "Requests at work.");
        meter.CreateObservableGauge(
            "everlatch.edge.queued", () => OfSlots(slots, slot => slot.Admission.Queued), "{request}", "Requests that wait.");
        meter.CreateObservableGauge(
            "everlatch.edge.share", () => OfSlots(slots, slot => slot.Share), null, "Per cent of the clients.");
        meter.CreateObservableCounter(
            "everlatch.edge.slot.requests", () => Answered(slots), "{request}", "Requests that a slot answered.");
        meter.CreateObservableGauge(
            "everlatch.edge.server_ready", () => OfServers(slots), null, "1 while a server gets requests, else 0.");
        meter.CreateObservableGauge(
            "everlatch.edge.routes.age", () => OfRegions(routes, clock.GetUtcNow()), "s", "Age of a region's routing directory.");
    }

    /// <summary>A request was answered.</summary>
    public void CountRequest(RouteClass of, int status) =>
        requests.Add(1, new("class", of.Text()), new("status", StatusText(status)));

    /// <summary>A request was refused for want of room.</summary>
    public void CountShed(RouteClass of) => shed.Add(1, new KeyValuePair<string, object?>("class", of.Text()));

    /// <summary>A request was sent to another server.</summary>
    public void CountRetry(string reason) => retries.Add(1, new KeyValuePair<string, object?>("reason", reason));

    private static string StatusText(int status) => (status / 100) switch
    {
        2 => "2xx",
        3 => "3xx",
        4 => "4xx",
        _ => "5xx",
    };

    private static IEnumerable<Measurement<int>> OfSlots(LiveSlots slots, Func<Slot, int> value) =>
        from slot in slots.Current.Slots
        select new Measurement<int>(value(slot), new KeyValuePair<string, object?>("slot", slot.Name));

    private static IEnumerable<Measurement<long>> Answered(LiveSlots slots) =>
        from slot in slots.Current.Slots
        from of in Enum.GetValues<RouteClass>()
        from kind in Enum.GetValues<StatusKind>()
        let count = slot.Counts.Of(of, kind)
        where count > 0
        select new Measurement<long>(count, new("slot", slot.Name), new("class", of.Text()), new("status", kind.Text()));

    private static IEnumerable<Measurement<double>> OfRegions(LiveRoutes routes, DateTimeOffset now) =>
        from region in routes.Regions
        let known = region.Current
        where known.Sequence is not null
        select new Measurement<double>(
            (now - known.AsOf).TotalSeconds, new KeyValuePair<string, object?>("region", region.Name.Value));

    private static IEnumerable<Measurement<int>> OfServers(LiveSlots slots) =>
        from slot in slots.Current.Slots
        from server in slot.Servers
        select new Measurement<int>(
            server.IsReady ? 1 : 0, new("slot", slot.Name), new KeyValuePair<string, object?>("server", server.Address.Text));
}
