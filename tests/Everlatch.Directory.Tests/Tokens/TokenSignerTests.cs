using System.Text;
using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;
using Everlatch.Directory.Tokens;
using Everlatch.Testing;
using Everlatch.Testing.Directories;

namespace Everlatch.Directory.Tests.Tokens;

public sealed class TokenSignerTests
{
    private readonly TestClock clock = new();

    [Fact]
    public void The_signer_is_the_key_whose_time_it_is()
    {
        var sample = new SampleEnvironment(clock);
        var handover = clock.GetUtcNow().AddMinutes(11);
        sample.Value = sample.Value with { Keys = [sample.Value.Keys[0] with { SignsUntil = handover }] };
        var old = sample.Value.Keys[0];
        var successor = sample.AddKey(SigningAlgorithms.Es256, from: handover);

        Assert.Equal(old.Id, TokenSigner.Current(sample.Value, SigningAlgorithms.Es256, handover.AddTicks(-1))?.Id);
        Assert.Equal(successor.Id, TokenSigner.Current(sample.Value, SigningAlgorithms.Es256, handover)?.Id);
        Assert.Null(TokenSigner.Current(sample.Value, SigningAlgorithms.Rs256, handover));
    }

    [Theory]
    [InlineData(SigningAlgorithms.Es256)]
    [InlineData(SigningAlgorithms.Rs256)]
    [InlineData(SigningAlgorithms.EdDsa)]
    public async Task One_key_signs_for_many_requests_at_once(string algorithm)
    {
        var sample = new SampleEnvironment(clock, algorithm);
        var verifier = new AccessTokenVerifier(clock);
        var key = sample.Value.Keys[0];
        await Parallel.ForEachAsync(Enumerable.Range(0, 400), TestContext.Current.CancellationToken, async (_, _) =>
        {
            var token = TokenMaker.Sign(key, TokenMaker.Claims(sample, clock.GetUtcNow()));
            Assert.IsType<AccessTokenOutcome.Valid>(await verifier.VerifyAsync(sample.Value, token));
        });
    }

    [Fact]
    public void A_sealed_key_opens_in_its_environment_only()
    {
        var master = new MasterKey(new byte[MasterKey.Length]);
        var (environment, other) = (Id.New<EnvironmentId>(clock), Id.New<EnvironmentId>(clock));
        var id = Id.New<KeyId>(clock);
        var generated = GeneratedKey.For(SigningAlgorithms.Es256, id);
        var sealedKey = SealedSigningKey.Seal(master, environment, generated.Pkcs8);

        Assert.Equal(id.Value, SealedSigningKey.Open(master, environment, id, SigningAlgorithms.Es256, sealedKey).Value.KeyId);
        Assert.ThrowsAny<System.Security.Cryptography.CryptographicException>(
            () => SealedSigningKey.Open(master, other, id, SigningAlgorithms.Es256, sealedKey));
        Assert.DoesNotContain("\"d\"", generated.PublicJwk, StringComparison.Ordinal);
        Assert.DoesNotContain(
            Convert.ToBase64String(generated.Pkcs8), Encoding.UTF8.GetString(sealedKey), StringComparison.Ordinal);
    }
}
