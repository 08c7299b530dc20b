using System.Net;
using Everlatch.Core.Ids;
using Everlatch.Server.Tests.Api;
using Everlatch.Server.Tests.Isolation;

namespace Everlatch.Server.Tests.Faults;

/// <summary>Every operation of the management API, as its OpenAPI document lists them.</summary>
internal sealed class ManagementRequests(FaultyServer server)
{
    // Answered from the directory.
    private static readonly string[] FromMemory = ["ListHosts"];

    // An environment has room for some hosts only, and another one costs an RSA key.
    private const int EstatesOfAnEnvironment = 30;

    private Estate? read;
    private EnvironmentId environment;
    private int estates;
    private ManagementCaller? admin;

    public async Task<IReadOnlyList<SweptRequest>> AllAsync()
    {
        var document = (await (await AdminAsync()).GetAsync("/api/openapi.json")).Is(HttpStatusCode.OK).Json!;
        return [.. Operation.Of(document).Select(ToRequest)];
    }

    private SweptRequest ToRequest(Operation operation)
    {
        var need = operation.Method != HttpMethod.Get ? Need.Writes
            : FromMemory.Contains(operation.Id) ? Need.Nothing
            : Need.Reads;
        return new SweptRequest($"{operation.Method} {operation.Path}", operation.Id, need, () => PrepareAsync(operation));
    }

    // Reads share an estate.
    private async Task<Func<Task<Answer>>> PrepareAsync(Operation operation)
    {
        var estate = operation.Method == HttpMethod.Get
            ? read ??= await NewEstateAsync(operation)
            : await NewEstateAsync(operation);
        var caller = operation.Parameters.Contains("environment") ? estate.Owner : await AdminAsync();
        var path = operation.At(name => estate[name, operation.Path]);
        var version = operation.NeedsVersion ? await OperationCaller.VersionAsync(estate, path) : null;
        return () => caller.SendAsync(operation, path, estate, version);
    }

    // Of an environment's keys only the first one can be rotated or revoked.
    private async Task<Estate> NewEstateAsync(Operation operation)
    {
        if (operation.Path.Contains("/keys", StringComparison.Ordinal) || estates++ % EstatesOfAnEnvironment == 0)
        {
            environment = await server.Host.NewEnvironmentAsync();
        }

        return await Estate.NewAsync(server.Host, environment);
    }

    private async Task<ManagementCaller> AdminAsync() => admin ??= await server.Host.OperatorAsync();
}
