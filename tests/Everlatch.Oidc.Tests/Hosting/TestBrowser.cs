using System.Net.Http.Headers;
using Microsoft.AspNetCore.WebUtilities;

namespace Everlatch.Oidc.Tests.Hosting;

/// <summary>Sends requests as a browser would, follows nothing, and reads answers.</summary>
public sealed class TestBrowser(string issuer, string? cookie, string? host = null)
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Asks for a local address.</summary>
    public Task<HttpResponseMessage> GetAsync(string path, string? bearer = null, EntityTagHeaderValue? ifNoneMatch = null) =>
        SendAsync(HttpMethod.Get, path, null, bearer, ifNoneMatch);

    /// <summary>Asks, as a browser does for a page of another origin, whether the page may post there.</summary>
    public Task<HttpResponseMessage> PreflightAsync(string path, string origin)
    {
        var message = new HttpRequestMessage(HttpMethod.Options, issuer + path);
        message.Headers.Add("Origin", origin);
        message.Headers.Add("Access-Control-Request-Method", "POST");
        return Http.SendAsync(message, Ct);
    }

    /// <summary>Sends a form.</summary>
    public Task<HttpResponseMessage> PostAsync(string path, IEnumerable<KeyValuePair<string, string>> form) =>
        SendAsync(HttpMethod.Post, path, new FormUrlEncodedContent(form));

    /// <summary>Sends an authorization request.</summary>
    public Task<HttpResponseMessage> AuthorizeAsync(CodeRequest request) =>
        GetAsync(QueryHelpers.AddQueryString("/oauth2/authorize", request.ToParameters()!));

    /// <summary>Gets a code for a request that needs no page.</summary>
    public async Task<string> CodeAsync(CodeRequest request)
    {
        using var response = await AuthorizeAsync(request);
        var answer = response.RedirectedTo();
        return answer.Parameter("code")
            ?? throw new InvalidOperationException($"{response.StatusCode} led to {answer} instead of a code.");
    }

    private Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, HttpContent? content, string? bearer = null, EntityTagHeaderValue? ifNoneMatch = null)
    {
        var message = new HttpRequestMessage(method, issuer + path) { Content = content };
        message.Headers.Host = host;
        if (cookie is not null)
        {
            message.Headers.Add("Cookie", "everlatch=" + cookie);
        }

        if (bearer is not null)
        {
            message.Headers.Authorization = new("Bearer", bearer);
        }

        if (ifNoneMatch is not null)
        {
            message.Headers.IfNoneMatch.Add(ifNoneMatch);
        }

        return Http.SendAsync(message, Ct);
    }
}
