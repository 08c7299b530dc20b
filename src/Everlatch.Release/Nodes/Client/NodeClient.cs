using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Everlatch.Hosting;
using Everlatch.Hosting.Faults;
using Everlatch.Release.Nodes.Api;
using Everlatch.Release.Nodes.Journal;

namespace Everlatch.Release.Nodes.Client;

/// <summary>Gives orders to one node, over its socket.</summary>
public sealed class NodeClient : IDisposable
{
    // Placing waits for the servers that it takes the place of.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Quick = TimeSpan.FromSeconds(5);
    private readonly HttpClient http;

    /// <summary>A client of the node that listens at a socket.</summary>
    /// <param name="region">The region that it has to be of.</param>
    /// <param name="socket">The socket's path.</param>
    public NodeClient(string region, string socket)
    {
        (Region, Socket) = (region, socket);
        http = new HttpClient(new SocketsHttpHandler { ConnectCallback = (_, ct) => UnixSocketStream.ConnectAsync(socket, ct) })
        {
            BaseAddress = new Uri("http://node/v1/"), Timeout = Longest,
        };
    }

    /// <summary>A client of the node at an address of a policy.</summary>
    /// <param name="region">The region that it has to be of.</param>
    /// <param name="address"><c>unix:</c> and the path of its socket.</param>
    public static NodeClient At(string region, string address) => new(region, address["unix:".Length..]);

    /// <summary>The region that it has to be of.</summary>
    public string Region { get; }

    /// <summary>The socket's path.</summary>
    public string Socket { get; }

    /// <summary>The turn that its orders are of; 0 before it was taken.</summary>
    public long Turn { get; private set; }

    /// <summary>What is true there.</summary>
    /// <exception cref="NodeException">It does not answer, or is of another region.</exception>
    public async Task<NodeDocument> StateAsync(CancellationToken ct)
    {
        using var answer = await SendAsync(HttpMethod.Get, "state", null, Quick, ct);
        var state = await answer.Content.ReadFromJsonAsync(NodeJson.Default.NodeDocument, ct);
        return state?.Region == Region
            ? state
            : throw new NodeException(
                NodeTrouble.Refused, "EL2063", $"The node at {Socket} is of region '{state?.Region}', not '{Region}'.");
    }

    /// <summary>Takes the turn.</summary>
    /// <exception cref="NodeException">Somebody else has it.</exception>
    public async Task TakeTurnAsync(string owner, string purpose, CancellationToken ct) =>
        Turn = await OrderAsync(HttpMethod.Post, "turns", new(owner, purpose), NodeJson.Default.TakeTurn, Quick, ct);

    /// <summary>Says that the controller lives.</summary>
    public Task RenewAsync(CancellationToken ct) => OrderAsync(HttpMethod.Post, "renewals", null, Quick, ct);

    /// <summary>Gives the turn up; what is lent goes back.</summary>
    public Task EndTurnAsync(CancellationToken ct) => OrderAsync(HttpMethod.Delete, "turns", null, Quick, ct);

    /// <summary>Has a slot run a release.</summary>
    public Task PlaceAsync(string slot, string folder, int servers, CancellationToken ct) =>
        OrderAsync(HttpMethod.Put, $"slots/{slot}", new(folder, servers), NodeJson.Default.Place, Longest, ct);

    /// <summary>Stops a slot.</summary>
    public Task RemoveAsync(string slot, CancellationToken ct) =>
        OrderAsync(HttpMethod.Delete, $"slots/{slot}", null, Longest, ct);

    /// <summary>Lends traffic.</summary>
    public Task LendAsync(IReadOnlyDictionary<string, int> shares, CancellationToken ct) =>
        OrderAsync(HttpMethod.Put, "shares", new(shares), NodeJson.Default.Lend, Quick, ct);

    /// <summary>Settles a slot.</summary>
    public Task SettleAsync(string slot, CancellationToken ct) =>
        OrderAsync(HttpMethod.Post, "settlements", new(slot), NodeJson.Default.Settle, Quick, ct);

    /// <summary>Says that there is no way back.</summary>
    public Task PartAsync(string because, CancellationToken ct) =>
        OrderAsync(HttpMethod.Post, "partings", new(because), NodeJson.Default.Part, Quick, ct);

    /// <summary>Takes the traffic back, and the turn with it.</summary>
    public async Task GoBackAsync(string owner, string because, CancellationToken ct) =>
        Turn = await OrderAsync(HttpMethod.Post, "returns", new(owner, because), NodeJson.Default.GoBack, Quick, ct);

    /// <summary>Keeps evidence.</summary>
    public Task RecordAsync(NodeEntry.StepDone step, CancellationToken ct) =>
        OrderAsync(HttpMethod.Post, "steps", step, NodeJson.Default.StepDone, Quick, ct);

    /// <summary>The evidence of a step; null when there is none.</summary>
    public Task<NodeEntry.StepDone?> FindStepAsync(string key, CancellationToken ct) =>
        FindAsync($"steps/{key}", NodeJson.Default.StepDone, ct);

    /// <summary>What the judge says; null before the first canary.</summary>
    public Task<CanaryDocument?> CanaryAsync(CancellationToken ct) => FindAsync("canary", NodeJson.Default.CanaryDocument, ct);

    /// <inheritdoc />
    public void Dispose() => http.Dispose();

    private async Task<T?> FindAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken ct)
        where T : class
    {
        using var answer = await SendAsync(HttpMethod.Get, path, null, Quick, ct);
        return answer.StatusCode == HttpStatusCode.NotFound ? null : await answer.Content.ReadFromJsonAsync(type, ct);
    }

    private Task<long> OrderAsync<T>(
        HttpMethod method, string path, T order, JsonTypeInfo<T> type, TimeSpan patience, CancellationToken ct) =>
        OrderAsync(method, path, JsonContent.Create(order, type), patience, ct);

    // Every order that is done says which turn it was done in.
    private async Task<long> OrderAsync(
        HttpMethod method, string path, HttpContent? order, TimeSpan patience, CancellationToken ct)
    {
        using var answer = await SendAsync(method, path, order, patience, ct);
        return answer.Headers.TryGetValues(Orders.TurnHeader, out var turns) && long.TryParse(turns.First(), out var turn)
            ? turn
            : throw new NodeException(NodeTrouble.Refused, "EL2062", $"The node at {Socket} answers {(int)answer.StatusCode}.");
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, HttpContent? content, TimeSpan patience, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(patience);
        try
        {
            using var request = new HttpRequestMessage(method, path) { Content = content };
            request.Headers.Add(Orders.TurnHeader, $"{Turn}");
            var answer = await http.SendAsync(request, limit.Token);
            await ThrowProblemAsync(answer, limit.Token);
            return answer;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or JsonException
            || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            throw new NodeException(
                NodeTrouble.Unreachable, "EL2062", $"The node of {Region} at {Socket} does not answer: {e.Message}", e);
        }
    }

    private static async Task ThrowProblemAsync(HttpResponseMessage answer, CancellationToken ct)
    {
        if (answer.Content.Headers.ContentType?.MediaType != "application/problem+json")
        {
            return;
        }

        using (answer)
        {
            var problem = await answer.Content.ReadFromJsonAsync(ProblemJson.Default.ProblemBody, ct)
                ?? throw new JsonException("A problem was announced, and none came.");
            var trouble = answer.StatusCode == HttpStatusCode.ServiceUnavailable ? NodeTrouble.Faulted : NodeTrouble.Refused;
            throw new NodeException(trouble, problem.Id, problem.Title);
        }
    }
}
