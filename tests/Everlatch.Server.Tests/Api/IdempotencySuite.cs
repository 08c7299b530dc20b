using System.Net;
using Everlatch.Core.Secrets;
using Everlatch.Server.Api.Idempotency;
using Everlatch.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Everlatch.Server.Tests.Api;

/// <summary>Told twice, done once.</summary>
public abstract class IdempotencySuite<TEngine>(ManagementServer<TEngine> server) : IClassFixture<ManagementServer<TEngine>>
    where TEngine : ITestEngine
{
    [Fact]
    public async Task The_same_key_with_the_same_request_gets_the_first_answer_again()
    {
        var owner = await server.OwnerAsync();
        var body = new { name = "Once" };

        var first = await owner.PostAsync($"{owner.Own}/machine-clients", body, "once");
        var second = await owner.PostAsync($"{owner.Own}/machine-clients", body, "once");

        first.Is(HttpStatusCode.Created);
        second.Is(HttpStatusCode.Created);
        Assert.Equal(first.Text, second.Text);
        Assert.Equal(first.ETag, second.ETag);
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        Assert.StartsWith("els_", (string?)second.Json!["secret"]!["secret"], StringComparison.Ordinal);
        Assert.Equal("true", Assert.Single(second.Headers.GetValues("Idempotent-Replayed")));
        Assert.Single(await NamedAsync(owner, "Once"));
    }

    [Fact]
    public async Task Without_a_key_it_is_done_twice()
    {
        var owner = await server.OwnerAsync();

        await owner.PostAsync($"{owner.Own}/machine-clients", new { name = "Twice" });
        await owner.PostAsync($"{owner.Own}/machine-clients", new { name = "Twice" });

        Assert.Equal(2, (await NamedAsync(owner, "Twice")).Count);
    }

    [Fact]
    public async Task The_same_key_with_another_request_is_refused()
    {
        var owner = await server.OwnerAsync();
        (await owner.PostAsync($"{owner.Own}/machine-clients", new { name = "One" }, "reused")).Is(HttpStatusCode.Created);

        (await owner.PostAsync($"{owner.Own}/machine-clients", new { name = "Other" }, "reused")).Refuses(422, "EL1612");
        (await owner.PostAsync($"{owner.Own}/roles", new { name = "One" }, "reused")).Refuses(422, "EL1612");
        Assert.Empty(await NamedAsync(owner, "Other"));
    }

    [Fact]
    public async Task A_key_belongs_to_its_client()
    {
        var owner = await server.OwnerAsync();
        var other = await server.OwnerAsync();

        var first = await owner.PostAsync($"{owner.Own}/machine-clients", new { name = "Mine" }, "shared");
        var second = await other.PostAsync($"{other.Own}/machine-clients", new { name = "Mine" }, "shared");

        Assert.NotEqual(first.Is(HttpStatusCode.Created).Id, second.Is(HttpStatusCode.Created).Id);
    }

    [Fact]
    public async Task Of_concurrent_requests_with_one_key_one_is_done()
    {
        var owner = await server.OwnerAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ =>
            owner.PostAsync($"{owner.Own}/machine-clients", new { name = "Raced" }, "raced")));

        Assert.Single(await NamedAsync(owner, "Raced"));
        Assert.Single(answers.Where(answer => answer.Status == HttpStatusCode.Created).Select(answer => answer.Text).Distinct());
        foreach (var waiting in answers.Where(answer => answer.Status != HttpStatusCode.Created))
        {
            waiting.Refuses(409, "EL1613");
            Assert.NotNull(waiting.Headers.RetryAfter);
        }
    }

    [Fact]
    public async Task After_a_refusal_the_key_is_free_again()
    {
        var owner = await server.OwnerAsync();

        (await owner.PostAsync($"{owner.Own}/machine-clients", new { name = "" }, "mended"))
            .Is(HttpStatusCode.UnprocessableEntity);
        (await owner.PostAsync($"{owner.Own}/machine-clients", """{"nam""", "mended")).Refuses(400, "EL1605");
        (await owner.PostAsync($"{owner.Own}/machine-clients", new { name = "Mended" }, "mended")).Is(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("")]
    [InlineData("with space")]
    public async Task A_malformed_key_is_refused(string key)
    {
        var owner = await server.OwnerAsync();

        (await owner.PostAsync($"{owner.Own}/machine-clients", new { name = "X" }, key)).Refuses(400, "EL1611");
        (await owner.PostAsync($"{owner.Own}/machine-clients", new { name = "X" }, new string('k', 256))).Refuses(400, "EL1611");
        (await owner.PostAsync($"{owner.Own}/machine-clients", new { name = "X" }, new string('k', 255) + ""))
            .Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task An_abandoned_first_request_can_be_retried_after_a_minute_and_not_before()
    {
        var store = server.Services.GetRequiredService<IdempotencyStore>();
        var claim = new IdempotencyClaim(
            server.A, "mch_dead", GeneratedSecret.HashOf("abandoned"), GeneratedSecret.HashOf("request"));
        var other = claim with { Request = GeneratedSecret.HashOf("other") };
        var begun = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);

        Assert.True(await ClaimAsync(store, claim, begun));
        Assert.False(await ClaimAsync(store, claim, begun + IdempotencyFilter.Patience - TimeSpan.FromSeconds(1)));
        Assert.False(await ClaimAsync(store, other, begun + IdempotencyFilter.Patience));
        Assert.True(await ClaimAsync(store, claim, begun + IdempotencyFilter.Patience));

        // The dead request comes back to life: its answer must not take its successor's place.
        await store.CompleteAsync(claim, begun, [1], TestContext.Current.CancellationToken);
        Assert.Null((await store.FindAsync(claim, TestContext.Current.CancellationToken))!.ResponseSealed);
        await store.CompleteAsync(claim, begun + IdempotencyFilter.Patience, [2], TestContext.Current.CancellationToken);
        Assert.Equal([2], (await store.FindAsync(claim, TestContext.Current.CancellationToken))!.ResponseSealed);
    }

    [Fact]
    public async Task An_answer_is_forgotten_after_a_day()
    {
        var store = server.Services.GetRequiredService<IdempotencyStore>();
        var claim = new IdempotencyClaim(
            server.A, "mch_old", GeneratedSecret.HashOf("expired"), GeneratedSecret.HashOf("request"));
        var begun = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);
        Assert.True(await ClaimAsync(store, claim, begun));
        await store.CompleteAsync(claim, begun, [1], TestContext.Current.CancellationToken);

        Assert.False(await ClaimAsync(store, claim, begun + IdempotencyFilter.Memory - TimeSpan.FromSeconds(1)));
        Assert.True(await ClaimAsync(store, claim, begun + IdempotencyFilter.Memory));

        await store.SweepAsync(begun + (3 * IdempotencyFilter.Memory), TestContext.Current.CancellationToken);
        Assert.Null(await store.FindAsync(claim, TestContext.Current.CancellationToken));
    }

    private static Task<bool> ClaimAsync(IdempotencyStore store, IdempotencyClaim claim, DateTimeOffset now) =>
        store.ClaimAsync(
            claim, now, now - IdempotencyFilter.Patience, now + IdempotencyFilter.Memory, TestContext.Current.CancellationToken);

    private static async Task<List<string>> NamedAsync(ManagementCaller owner, string name) =>
        [.. (await owner.GetAsync($"{owner.Own}/machine-clients?limit=100")).Json!["items"]!.AsArray()
            .Where(item => (string?)item!["name"] == name).Select(item => (string)item!["id"]!)];
}
