using System.Text;
using CsCheck;
using Everlatch.Directory.TokenRequests;
using Microsoft.AspNetCore.WebUtilities;

namespace Everlatch.Directory.Tests.TokenRequests;

public sealed class TokenFormTests
{
    private static readonly string[] Names =
    [
        "grant_type", "client_id", "client_secret", "client_assertion_type", "client_assertion", "scope", "resource", "audience",
        "refresh_token",
    ];

    [Fact]
    public void A_form_is_decoded()
    {
        var (problem, values) = Read(
            "grant_type=client_credentials&client_id=a%3Ab&scope=read+write%2Fall&other=%FF".Replace(
                "%FF", "%C3%BC", StringComparison.Ordinal));
        Assert.Null(problem);
        Assert.Equal("client_credentials", values[TokenParameter.GrantType]);
        Assert.Equal("a:b", values[TokenParameter.ClientId]);
        Assert.Equal("read write/all", values[TokenParameter.Scope]);
    }

    [Theory]
    [InlineData("scope=a&scope=b")]
    [InlineData("grant_type=a&grant_type=a")]
    [InlineData("other=1&other=2")]
    [InlineData("sc%6Fpe=a&scope=b")]
    [InlineData("scope=%")]
    [InlineData("scope=%2")]
    [InlineData("scope=%zz")]
    [InlineData("scope=%FF")]
    [InlineData("%C3=1")]
    public void A_form_that_could_be_read_in_two_ways_is_refused(string form) => Assert.NotNull(Read(form).Problem);

    [Fact]
    public void Raw_bytes_that_are_no_utf8_are_refused() => Assert.NotNull(ReadBytes([(byte)'a', (byte)'=', 0xC3]).Problem);

    [Theory]
    [InlineData("resource=a&resource=b")]
    [InlineData("audience=a&audience=b&resource=c")]
    [InlineData("scope=")]
    [InlineData("")]
    [InlineData("&&")]
    [InlineData("scope")]
    [InlineData("=x")]
    public void What_the_standards_allow_is_read(string form) => Assert.Null(Read(form).Problem);

    [Fact]
    public void A_parameter_without_a_value_counts_as_absent() =>
        Assert.Null(Read("scope=&client_id").Values[TokenParameter.Scope]);

    [Fact]
    public void Every_resource_is_read()
    {
        Assert.Equal(["a", "b/c"], TokenForm.Read("resource=a&scope=x&resource=b%2Fc"u8, new byte[64]).Resources);
        Assert.Equal(["a"], TokenForm.Read("resource=a&resource=&resource"u8, new byte[64]).Resources);
        Assert.Empty(TokenForm.Read("scope=a&resource="u8, new byte[64]).Resources);
    }

    [Fact]
    public void The_number_of_parameters_is_bounded()
    {
        Assert.Null(Read(Many(TokenForm.MaxParameters)).Problem);
        Assert.NotNull(Read(Many(TokenForm.MaxParameters + 1)).Problem);
        Assert.NotNull(Read("scope=" + new string('a', 60_000) + Many(10_000)).Problem);

        static string Many(int count) => string.Join('&', Enumerable.Range(0, count).Select(n => $"p{n}=1"));
    }

    [Fact]
    public void It_reads_what_the_framework_reads() =>
        Gen.Select(OneOf(Names), Gen.String).Array[0, 9].Sample(pairs =>
        {
            var distinct = pairs.DistinctBy(pair => pair.Item1).ToArray();
            var form = string.Join('&', distinct.Select(pair => $"{pair.Item1}={Encode(pair.Item2)}"));
            var theirs = new FormReader(form).ReadForm();
            var (problem, ours) = Read(form);
            Assert.Null(problem);
            foreach (var parameter in Enum.GetValues<TokenParameter>())
            {
                var value = theirs.TryGetValue(Names[(int)parameter], out var values) ? values.ToString() : "";
                Assert.Equal(value.Length == 0 ? null : value, ours[parameter]);
            }
        });

    [Fact]
    public void Garbage_never_throws() =>
        Gen.Byte.Array[0, 400].Sample(bytes => _ = ReadBytes(bytes));

    [Fact]
    public void Garbage_of_the_alphabet_of_forms_never_throws() =>
        OneOf("%", "&", "=", "+", "a", "%4", "%41", "scope", "\u00fc").Array[0, 60].Sample(
            parts => _ = Read(string.Concat(parts)));

    private static Gen<string> OneOf(params string[] words) => Gen.Int[0, words.Length - 1].Select(n => words[n]);

    // Lone surrogates become U+FFFD on the way to UTF-8, for both readers.
    private static string Encode(string text) =>
        Uri.EscapeDataString(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text))).Replace("%20", "+", StringComparison.Ordinal);

    private static (string? Problem, Dictionary<TokenParameter, string?> Values) Read(string form) =>
        ReadBytes(Encoding.UTF8.GetBytes(form));

    private static (string? Problem, Dictionary<TokenParameter, string?> Values) ReadBytes(byte[] body)
    {
        var form = TokenForm.Read(body, new byte[body.Length]);
        var values = new Dictionary<TokenParameter, string?>();
        foreach (var parameter in Enum.GetValues<TokenParameter>())
        {
            values[parameter] = form[parameter];
        }

        return (form.Problem, values);
    }
}
