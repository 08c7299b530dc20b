using System.Net;
using System.Net.Http.Headers;
using Everlatch.Server.Tests.Api;

namespace Everlatch.Server.Tests.Faults;

/// <summary>A browser at the hosted pages: keeps cookies, sends forms as the pages do, follows nothing.</summary>
internal sealed class Visitor : IDisposable
{
    private readonly Uri address;
    private readonly HttpClient http;

    /// <param name="address">Where the server listens.</param>
    /// <param name="session">The session's cookie; null is nobody.</param>
    public Visitor(Uri address, string? session = null)
    {
        this.address = address;
        var cookies = new CookieContainer();
        if (session is not null)
        {
            cookies.Add(address, new Cookie("everlatch", session));
        }

        http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies });
        http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
    }

    public void Dispose() => http.Dispose();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async Task<Answer> GetAsync(string path)
    {
        using var response = await http.GetAsync(new Uri(address, path), Ct);
        return await Answer.ReadAsync(response);
    }

    public async Task<Answer> PostAsync(string path, params (string Name, string Value)[] form)
    {
        using var content = new FormUrlEncodedContent(form.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)));
        using var response = await http.PostAsync(new Uri(address, path), content, Ct);
        return await Answer.ReadAsync(response);
    }

    /// <summary>Opens a page, and is ready to send its form as often as asked.</summary>
    public async Task<Func<Task<Answer>>> FormAsync(string page, string to, params (string Name, string Value)[] form)
    {
        var shown = (await GetAsync(page)).Is(HttpStatusCode.OK);
        var token = shown.Field("form_token");
        return () => PostAsync(to, [("form_token", token), .. form]);
    }
}
