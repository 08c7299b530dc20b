using System.Text.Json.Serialization.Metadata;
using Everlatch.Core;
using Everlatch.Hosting.Faults;
using Everlatch.Release.Nodes.Journal;
using Everlatch.Release.Nodes.Watching;

namespace Everlatch.Release.Nodes.Api;

/// <summary>How controllers speak to a node: by http on a socket that only they may open.</summary>
internal static class NodeRoutes
{
    /// <summary>Maps it.</summary>
    public static void MapNode(this IEndpointRouteBuilder routes)
    {
        var v1 = routes.MapGroup("/v1");
        v1.MapGet("/state", (HttpContext http, DescribeNode describe) => TellAsync(http, describe));
        v1.MapPost("/turns", (Orders.TakeTurn order, Turns turns, HttpContext http) =>
            AnswerAsync(http, turns.TakeAsync(order.Owner, order.Purpose, http.RequestAborted)));
        v1.MapPost("/renewals", (Turns turns, HttpContext http) =>
            AnswerAsync(http, turns.RenewAsync(TurnOf(http), http.RequestAborted)));
        v1.MapDelete("/turns", (Turns turns, HttpContext http) =>
            AnswerAsync(http, turns.EndAsync(TurnOf(http), http.RequestAborted)));
        v1.MapPut("/slots/{slot}", (string slot, Orders.Place order, SlotOrders orders, HttpContext http) =>
            AnswerAsync(http, orders.PlaceAsync(TurnOf(http), slot, order.Folder, order.Servers, http.RequestAborted)));
        v1.MapDelete("/slots/{slot}", (string slot, SlotOrders orders, HttpContext http) =>
            AnswerAsync(http, orders.RemoveAsync(TurnOf(http), slot, http.RequestAborted)));
        v1.MapPut("/shares", (Orders.Lend order, TrafficOrders traffic, HttpContext http) =>
            AnswerAsync(http, traffic.LendAsync(TurnOf(http), order.Shares, http.RequestAborted)));
        v1.MapPost("/settlements", (Orders.Settle order, TrafficOrders traffic, HttpContext http) =>
            AnswerAsync(http, traffic.SettleAsync(TurnOf(http), order.Slot, http.RequestAborted)));
        v1.MapPost("/partings", (Orders.Part order, TrafficOrders traffic, HttpContext http) =>
            AnswerAsync(http, traffic.PartAsync(TurnOf(http), order.Because, http.RequestAborted)));
        v1.MapPost("/returns", (Orders.GoBack order, TrafficOrders traffic, HttpContext http) =>
            AnswerAsync(http, traffic.GoBackAsync(order.Owner, order.Because, http.RequestAborted)));
        v1.MapGet("/canary", (WatchLent watch, HttpContext http) => FoundAsync(
            http, watch.Judgement is { } judgement ? DescribeCanary.Of(judgement) : null, NodeJson.Default.CanaryDocument));
        v1.MapGet("/steps/{key}", (string key, Node node, HttpContext http) => FoundAsync(
            http, node.State.StepOf(key), NodeJson.Default.StepDone));
        v1.MapPost("/steps", (NodeEntry.StepDone step, Node node, HttpContext http) =>
            AnswerAsync(http, node.OrderAsync(TurnOf(http), () => node.Do(step), http.RequestAborted)));
    }

    // An order without a turn is one of a turn that is over.
    private static long TurnOf(HttpContext http) =>
        long.TryParse(http.Request.Headers[Orders.TurnHeader], out var turn) ? turn : 0;

    private static async Task TellAsync(HttpContext http, DescribeNode describe) =>
        await http.Response.WriteAsJsonAsync(
            await describe.RunAsync(http.RequestAborted), NodeJson.Default.NodeDocument, cancellationToken: http.RequestAborted);

    private static Task FoundAsync<T>(HttpContext http, T? found, JsonTypeInfo<T> type)
        where T : class
    {
        if (found is not null)
        {
            return http.Response.WriteAsJsonAsync(found, type);
        }

        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private static async Task AnswerAsync(HttpContext http, Task<NodeAnswer> order)
    {
        try
        {
            await WriteAsync(http, await order);
        }
        catch (NodeFaultException e)
        {
            await ProblemResponse.WriteAsync(http, new Problem(e.Id, StatusCodes.Status503ServiceUnavailable, e.Message));
        }
    }

    private static Task WriteAsync(HttpContext http, NodeAnswer answer)
    {
        if (answer is NodeAnswer.Refused refused)
        {
            return ProblemResponse.WriteAsync(http, refused.Problem);
        }

        http.Response.Headers[Orders.TurnHeader] = $"{((NodeAnswer.Done)answer).State.Turn}";
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }
}
