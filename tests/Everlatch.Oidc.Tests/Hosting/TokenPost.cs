using System.Net.Http.Headers;
using System.Text;

namespace Everlatch.Oidc.Tests.Hosting;

/// <summary>Posts a form to the token endpoint as it is written, from a page of another origin.</summary>
internal sealed class TokenPost(string issuer)
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseCookies = false });

    public string Path { get; init; } = "/oauth2/token";

    public string ContentType { get; init; } = "application/x-www-form-urlencoded";

    /// <summary>The Authorization header; null sends none.</summary>
    public string? Authorization { get; init; }

    /// <summary>An Authorization header of the Basic scheme.</summary>
    public static string Basic(string client, string? secret) =>
        "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{client}:{secret}"));

    public async Task<HttpResponseMessage> SendAsync(string form)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, issuer + Path) { Content = new StringContent(form) };
        message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(ContentType);
        message.Headers.Add("Origin", "https://app.example");
        if (Authorization is not null)
        {
            message.Headers.TryAddWithoutValidation("Authorization", Authorization);
        }

        return await Http.SendAsync(message, TestContext.Current.CancellationToken);
    }
}
