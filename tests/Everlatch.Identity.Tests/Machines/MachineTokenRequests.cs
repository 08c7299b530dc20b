using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Everlatch.Core.Secrets;
using Everlatch.Directory.Entries;
using Everlatch.Directory.Tokens;
using Everlatch.Testing;
using Everlatch.Testing.Directories;

namespace Everlatch.Identity.Tests.Machines;

/// <summary>One machine client and the path that answers it, for the tests that ask it for tokens.</summary>
public abstract class MachineTokenRequests : IAsyncLifetime
{
    private protected const string Audience = "https://api.example";

    private TokenServer? server;

    protected MachineTokenRequests()
    {
        Sample = new SampleEnvironment(Clock);
        Api = Sample.AddApi(Audience, "read", "write");
        Client = Sample.AddMachine(Secret, null, Api);
    }

    private protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    private protected TestClock Clock { get; } = new();

    private protected GeneratedSecret Secret { get; } = GeneratedSecret.New("els_");

    private protected SampleEnvironment Sample { get; }

    private protected ApiEntry Api { get; }

    private protected MachineClientEntry Client { get; }

    private protected TokenServer Server => server!;

    public async ValueTask InitializeAsync() => server = await TokenServer.StartAsync(Sample, Clock);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return Server.DisposeAsync();
    }

    private protected static string ErrorOf(JsonElement body) => body.GetProperty("error").GetString()!;

    private protected static string Encode(Dictionary<string, string> form) =>
        string.Join('&', form.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"));

    private protected AuthenticationHeaderValue Basic(string presented) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Client.Id}:{presented}")));

    private protected Dictionary<string, string> Form() => new()
    {
        ["grant_type"] = "client_credentials", ["client_id"] = Client.Id.Value, ["client_secret"] = Secret.Text,
    };

    private protected Dictionary<string, string> With(params ReadOnlySpan<string> pairs)
    {
        var form = Form();
        for (var i = 0; i < pairs.Length; i += 2)
        {
            form[pairs[i]] = pairs[i + 1];
        }

        return form;
    }

    private protected Task<(HttpStatusCode Status, JsonElement Body, HttpResponseMessage Response)> AskAsync(
        Dictionary<string, string> form) =>
        PostAsync(Encode(form));

    private protected async Task<(HttpStatusCode Status, JsonElement Body, HttpResponseMessage Response)> PostAsync(string form)
    {
        using var content = new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded");
        var response = await Server.Client.PostAsync("/oauth2/token", content, Ct);
        return (response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsStringAsync(Ct)).RootElement, response);
    }

    private protected async Task<string> PostTextAsync(string form)
    {
        using var content = new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded");
        using var response = await Server.Client.PostAsync("/oauth2/token", content, Ct);
        return await response.Content.ReadAsStringAsync(Ct);
    }

    private protected async Task<AccessToken> VerifyAsync(JsonElement body)
    {
        var outcome = await new AccessTokenVerifier(Clock).VerifyAsync(
            Sample.Value, body.GetProperty("access_token").GetString()!);
        return Assert.IsType<AccessTokenOutcome.Valid>(outcome).Token;
    }
}
