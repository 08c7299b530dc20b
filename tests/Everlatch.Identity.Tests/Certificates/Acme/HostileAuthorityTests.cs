using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using Everlatch.Core;
using Everlatch.Identity.Certificates.Acme;
using Everlatch.Identity.Certificates.Acme.Resources;

namespace Everlatch.Identity.Tests.Certificates.Acme;

/// <summary>What an authority may not have servers do.</summary>
public sealed class HostileAuthorityTests
{
    private const string Whole =
        """{"status":"valid","authorizations":[],"finalize":"https://ca.test/finalize","certificate":"https://ca.test/chain"}""";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("https://ca.test/orders/1")]
    [InlineData("/orders/1")]
    public async Task An_order_is_where_the_authority_says(string location) =>
        Assert.Equal("chain", (await OrderAsync(new Authority { Location = location, Order = Whole })).ChainPem);

    [Theory]
    [InlineData("http://169.254.169.254/latest")]
    [InlineData("http://ca.test/orders/1")]
    [InlineData("file:///etc/passwd")]
    public async Task Nothing_is_asked_but_by_https(string location)
    {
        var authority = new Authority { Location = location, Order = Whole };
        await Assert.ThrowsAsync<AcmeException>(() => OrderAsync(authority));
        Assert.DoesNotContain(authority.Asked, url => url == new Uri(location));
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest")]
    [InlineData("/relative")]
    public async Task Addresses_in_an_answer_are_whole_and_https(string certificate) =>
        await Assert.ThrowsAsync<AcmeException>(() => OrderAsync(new Authority
        {
            Location = "/orders/1",
            Order = Whole.Replace("https://ca.test/chain", certificate, StringComparison.Ordinal),
        }));

    [Fact]
    public async Task An_answer_that_lacks_what_it_must_have_is_told_as_one() =>
        await Assert.ThrowsAsync<JsonException>(() => OrderAsync(new Authority
        {
            Location = "/orders/1", Order = Whole.Replace("[]", "null", StringComparison.Ordinal),
        }));

    private static async Task<IssuedCertificate> OrderAsync(Authority authority)
    {
        using var http = new HttpClient(authority);
        using var key = AcmeAccountKey.New();
        var connection = new AcmeConnection(http, new Uri("https://ca.test/directory"), key, TimeProvider.System)
        {
            Account = new Uri("https://ca.test/accounts/1"),
        };
        return await new ObtainCertificate(new NoAnswers(), TimeProvider.System).RunAsync(
            connection, HostName.Trusted("login.acme.test"), Ct);
    }

    private sealed class Authority : HttpMessageHandler
    {
        private const string Directory =
            """
            {"newNonce":"https://ca.test/nonce","newAccount":"https://ca.test/account","newOrder":"https://ca.test/order"}
            """;

        public required string Location { get; init; }

        public required string Order { get; init; }

        public ConcurrentQueue<Uri?> Asked { get; } = new();

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked.Enqueue(request.RequestUri);
            var answer = new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new StringContent(
                    request.RequestUri!.AbsolutePath switch
                    {
                        "/directory" => Directory,
                        "/chain" => "chain",
                        _ => Order,
                    },
                    Encoding.UTF8,
                    "application/json"),
            };
            answer.Headers.Add("Replay-Nonce", "nonce");
            answer.Headers.Location = new Uri(Location, UriKind.RelativeOrAbsolute);
            return Task.FromResult(answer);
        }
    }

    private sealed class NoAnswers : IChallengeAnswers
    {
        public IReadOnlyList<string> Types => [];

        public Task PublishAsync(HostName host, AcmeChallenge challenge, string authorization, CancellationToken ct) =>
            Task.CompletedTask;

        public Task WithdrawAsync(HostName host, AcmeChallenge challenge, CancellationToken ct) => Task.CompletedTask;
    }
}
