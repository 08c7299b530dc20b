using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
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

    // The libraries below read some fields only when they are asked for, and each fails in its own way.
    [Theory]
    [InlineData("20600102030405Z", null)]
    [InlineData("20601302030405Z", "EL1670")]
    [InlineData("00000102030405Z", "EL1670")]
    [InlineData("99991231235959Z", null)]
    public void A_date_that_is_none_is_no_certificate(string end, string? problem)
    {
        var brought = new Brought { Name = Host.Value, NotAfter = new DateTimeOffset(2060, 1, 2, 3, 4, 5, TimeSpan.Zero) };
        using var made = X509Certificate2.CreateFromPem(brought.Issue()[0]);
        var bytes = made.RawData;
        Encoding.ASCII.GetBytes(end).CopyTo(bytes.AsSpan(bytes.AsSpan().IndexOf("20600102030405Z"u8)));
        Assert.Equal(problem, ReadCertificate.Run(
            PemEncoding.WriteString("CERTIFICATE", bytes),
            brought.Key.ExportPkcs8PrivateKey(),
            Host,
            TimeProvider.System.GetUtcNow()).Problem?.Id);
    }

    [Theory]
    [InlineData(0x7f)]
    [InlineData(0x00)]
    public void Extensions_that_hold_anything_else_than_they_should_are_no_fault_of_ours(byte filler)
    {
        var brought = new Brought { Name = Host.Value };
        using var made = X509Certificate2.CreateFromPem(brought.Issue()[0]);
        Assert.NotEmpty(made.Extensions);
        foreach (var extension in made.Extensions)
        {
            var bytes = made.RawData;
            bytes.AsSpan(bytes.AsSpan().IndexOf(extension.RawData), extension.RawData.Length).Fill(filler);
            Assert.NotNull(ReadCertificate.Run(
                PemEncoding.WriteString("CERTIFICATE", bytes),
                brought.Key.ExportPkcs8PrivateKey(),
                Host,
                TimeProvider.System.GetUtcNow()).Problem);
        }
    }

    private static Problem? ProblemOf(RSA key)
    {
        var brought = new Brought { Name = Host.Value, Key = key };
        return ReadCertificate.Run(
            brought.Issue()[0], key.ExportPkcs8PrivateKey(), Host, TimeProvider.System.GetUtcNow()).Problem;
    }
}
