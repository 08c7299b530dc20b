using Everlatch.Directory.Clients;
using Microsoft.AspNetCore.Http;

namespace Everlatch.Oidc.Protocol;

/// <summary>Reads how the client of a form post presents itself.</summary>
internal static class PresentedClient
{
    /// <summary>Reads the Authorization header and the four parameters of client authentication.</summary>
    public static async Task<ClientCredentials> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        var form = request.HasFormContentType ? await request.ReadFormAsync(ct) : FormCollection.Empty;
        return ClientCredentials.Read(
            request.Headers.Authorization.FirstOrDefault(),
            form["client_id"].FirstOrDefault(),
            form["client_secret"].FirstOrDefault(),
            form["client_assertion_type"].FirstOrDefault(),
            form["client_assertion"].FirstOrDefault());
    }
}
