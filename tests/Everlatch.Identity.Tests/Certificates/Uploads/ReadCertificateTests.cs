using System.Security.Cryptography;
using Everlatch.Core;
using Everlatch.Identity.Certificates;

namespace Everlatch.Identity.Tests.Certificates.Uploads;

public sealed class ReadCertificateTests
{
    private static readonly HostName Host = HostName.Trusted("login.example.com");

    [Fact]
    public void A_key_that_makes_every_handshake_slow_is_refused_and_the_longest_usual_one_is_not()
    {
        using var usual = RSA.Create(4096);
        using var slow = RSA.Create(4104);
        Assert.Null(ProblemOf(usual));
        Assert.Equal(CertificateErrors.Weak, ProblemOf(slow));
    }

    private static Problem? ProblemOf(RSA key)
    {
        var brought = new Brought { Name = Host.Value, Key = key };
        return ReadCertificate.Run(
            brought.Issue()[0], key.ExportPkcs8PrivateKey(), Host, TimeProvider.System.GetUtcNow()).Problem;
    }
}
