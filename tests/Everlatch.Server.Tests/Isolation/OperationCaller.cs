using System.Text.Json;
using Everlatch.Server.Tests.Api;

namespace Everlatch.Server.Tests.Isolation;

/// <summary>Sends an operation with a body and a version that would be accepted from whoever may.</summary>
internal static class OperationCaller
{
    public static async Task<Answer> SendAsync(
        this ManagementCaller caller, Operation operation, string path, Estate target, string? version = null)
    {
        var body = operation.HasBody ? ManagementCaller.Raw(JsonSerializer.Serialize(ExampleBodies.Of(operation, target))) : null;
        return await caller.SendAsync(
            operation.Method, path, body, operation.NeedsVersion
                ? ("If-Match", version ?? await VersionAsync(target, path))
                : null);
    }

    /// <summary>The version that its owner would change it from.</summary>
    public static async Task<string> VersionAsync(Estate target, string path)
    {
        string[] acts = ["/disable", "/enable", "/branding"];
        var thing = acts.Aggregate(path, (whole, act) => whole.Replace(act, "", StringComparison.Ordinal));
        return (await target.Owner.GetAsync(thing)).ETag ?? "\"1\"";
    }
}
