using System.Net;
using Everlatch.Server.Tests.Api;
using Everlatch.Server.Tests.Isolation;

namespace Everlatch.Server.Tests.Faults;

/// <summary>Every operation of the management API, as its OpenAPI document lists them.</summary>
internal sealed class ManagementRequests(FaultyServer server)
{
    // Answered from the directory.
    private static readonly string[] FromMemory = ["ListHosts"];
    private Estate? read;
    private ManagementCaller? admin;

    public async Task<IReadOnlyList<SweptRequest>> AllAsync()
    {
        var document = (await (await AdminAsync()).GetAsync("/api/openapi.json")).Is(HttpStatusCode.OK).Json!;
        return [.. Operation.Of(document).Select(ToRequest)];
    }

    private SweptRequest ToRequest(Operation operation)
    {
        var need = operation.Method != HttpMethod.Get ? Need.Writes : FromMemory.Contains(operation.Id) ? Need.Nothing : Need.Reads;
        return new SweptRequest($"{operation.Method} {operation.Path}", operation.Id, need, () => PrepareAsync(operation));
    }

    // Reads share an estate, which a write such as the revocation of a key would spoil.
    private async Task<Func<Task<Answer>>> PrepareAsync(Operation operation)
    {
        var estate = operation.Method == HttpMethod.Get ? read ??= await NewEstateAsync() : await NewEstateAsync();
        var caller = operation.Parameters.Contains("environment") ? estate.Owner : await AdminAsync();
        var path = operation.At(name => estate[name, operation.Path]);
        var version = operation.NeedsVersion ? await OperationCaller.VersionAsync(estate, path) : null;
        return () => caller.SendAsync(operation, path, estate, version);
    }

    private async Task<Estate> NewEstateAsync() => await Estate.NewAsync(server.Host, await server.Host.NewEnvironmentAsync());

    private async Task<ManagementCaller> AdminAsync() => admin ??= await server.Host.OperatorAsync();
}
