using Everlatch.Core.Secrets;
using Everlatch.Directory.Clients;
using Everlatch.Directory.Entries;
using Everlatch.Testing;
using Everlatch.Testing.Directories;

namespace Everlatch.Directory.Tests.Clients;

public sealed class SecretAuthenticationTests
{
    private readonly TestClock clock = new();
    private readonly SampleEnvironment sample;
    private readonly GeneratedSecret secret = GeneratedSecret.New("els_");

    public SecretAuthenticationTests() => sample = new SampleEnvironment(clock);

    [Fact]
    public async Task The_right_secret_lets_a_machine_in()
    {
        var client = sample.AddMachine(secret);
        var outcome = await TryAsync(client.Id.Value, secret.Text);
        var known = Assert.IsType<ClientAuthenticationOutcome.Authenticated>(outcome);
        Assert.Equal(client.Id.Value, known.Client.ClientId);
        Assert.Equal(ClientAuthenticationMethods.SecretPost, known.Method);
    }

    [Fact]
    public async Task A_wrong_secret_and_an_unknown_client_are_refused_alike()
    {
        var client = sample.AddMachine(secret);
        var wrong = await TryAsync(client.Id.Value, GeneratedSecret.New("els_").Text);
        var unknown = await TryAsync("mch_" + new string('0', 26), secret.Text);
        Assert.IsType<ClientAuthenticationOutcome.Refused>(wrong);
        Assert.Equal(wrong, unknown);
    }

    [Fact]
    public async Task Either_of_two_secrets_counts_until_it_ends()
    {
        var second = GeneratedSecret.New("els_");
        var client = sample.AddMachine(secret);
        var end = clock.GetUtcNow() + TimeSpan.FromHours(1);
        sample.Put(client with { Secrets = [sample.SecretOf(secret, end), sample.SecretOf(second)] });

        Assert.True(await LetsInAsync(client.Id.Value, secret.Text));
        Assert.True(await LetsInAsync(client.Id.Value, second.Text));
        clock.Advance(TimeSpan.FromHours(1));
        Assert.False(await LetsInAsync(client.Id.Value, secret.Text));
        Assert.True(await LetsInAsync(client.Id.Value, second.Text));
    }

    [Fact]
    public async Task A_disabled_client_is_unknown()
    {
        var client = sample.AddMachine(secret);
        Assert.True(await LetsInAsync(client.Id.Value, secret.Text));
        sample.Put(client with { Disabled = true });
        Assert.False(await LetsInAsync(client.Id.Value, secret.Text));
    }

    [Fact]
    public async Task A_client_of_another_environment_is_unknown()
    {
        var client = new SampleEnvironment(clock).AddMachine(secret);
        Assert.False(await LetsInAsync(client.Id.Value, secret.Text));
    }

    [Fact]
    public async Task A_client_with_keys_is_not_let_in_by_a_secret()
    {
        var client = sample.AddMachine(secret);
        sample.Put(client with { KeySet = new ClientKeySet([]) });
        Assert.False(await LetsInAsync(client.Id.Value, secret.Text));
    }

    [Fact]
    public async Task A_client_without_secrets_is_not_let_in_by_an_empty_one()
    {
        var client = sample.AddMachine();
        Assert.False(await LetsInAsync(client.Id.Value, ""));
    }

    [Fact]
    public async Task A_web_application_authenticates_and_a_public_one_only_names_itself()
    {
        var web = sample.AddApplication(ApplicationKind.Web, secret);
        var spa = sample.AddApplication(ApplicationKind.Spa, secret);
        Assert.True(await LetsInAsync(web.Id.Value, secret.Text));
        Assert.False(await LetsInAsync(web.Id.Value, null));
        Assert.True(await LetsInAsync(spa.Id.Value, null));
        Assert.False(await LetsInAsync(spa.Id.Value, secret.Text));
    }

    [Fact]
    public async Task An_api_token_counts_until_it_ends_or_is_revoked()
    {
        var token = sample.AddApiToken(secret, [], [], expiresAt: clock.GetUtcNow() + TimeSpan.FromDays(1));
        Assert.True(await LetsInAsync(token.Id.Value, secret.Text));

        var before = sample.Value;
        sample.Value = before with { ApiTokens = before.ApiTokens.SetItem(token.Id, token with { Revoked = true }) };
        Assert.False(await LetsInAsync(token.Id.Value, secret.Text));

        sample.Value = before;
        clock.Advance(TimeSpan.FromDays(1));
        Assert.False(await LetsInAsync(token.Id.Value, secret.Text));
    }

    private async Task<bool> LetsInAsync(string client, string? presented) =>
        await TryAsync(client, presented) is ClientAuthenticationOutcome.Authenticated;

    private ValueTask<ClientAuthenticationOutcome> TryAsync(string client, string? presented) =>
        new ClientAuthentication(clock)
            .AuthenticateAsync(sample.Here, ClientCredentials.Read(null, client, presented, null, null));
}
