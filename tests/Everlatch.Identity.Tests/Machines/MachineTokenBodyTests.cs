using System.Net;
using System.Net.Http.Headers;

namespace Everlatch.Identity.Tests.Machines;

/// <summary>Which requests are for tokens of machines, and how they are read.</summary>
public sealed class MachineTokenBodyTests : MachineTokenRequests
{
    [Fact]
    public async Task Other_grants_pass_with_their_body_untouched()
    {
        var answer = await PostTextAsync("grant_type=authorization_code&code=a%2Bb&code_verifier=x");
        Assert.Equal("other: grant_type=authorization_code&code=a+b&code_verifier=x", answer);
        Assert.Equal("other: code=c", await PostTextAsync("code=c"));
    }

    [Fact]
    public async Task A_body_that_comes_in_pieces_is_read_whole()
    {
        using var content = new PiecemealContent(Encode(Form()));
        using var response = await Server.Client.PostAsync("/oauth2/token", content, Ct);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);

        using var other = new PiecemealContent("grant_type=password&username=" + new string('u', 20_000));
        using var passed = await Server.Client.PostAsync("/oauth2/token", other, Ct);
        Assert.EndsWith("uuu", await passed.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_paths_and_methods_pass()
    {
        Assert.StartsWith("other", await Server.Client.GetStringAsync("/oauth2/token", Ct), StringComparison.Ordinal);
        using var content = new FormUrlEncodedContent(Form());
        using var response = await Server.Client.PostAsync("/oauth2/other", content, Ct);
        Assert.StartsWith("other", await response.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/json", 415)]
    [InlineData("text/plain", 415)]
    [InlineData("multipart/form-data; boundary=x", 415)]
    [InlineData("application/x-www-form-urlencodedx", 415)]
    [InlineData("application/x-www-form-urlencoded; charset=UTF-8", 200)]
    [InlineData("APPLICATION/X-WWW-FORM-URLENCODED", 200)]
    public async Task Only_a_form_is_a_token_request(string type, int status)
    {
        using var content = new StringContent(Encode(Form()));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        using var response = await Server.Client.PostAsync("/oauth2/token", content, Ct);
        Assert.Equal(status, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("grant_type=client_credentials&scope=a&scope=b")]
    [InlineData("grant_type=client_credentials&scope=%zz")]
    [InlineData("grant_type=client_credentials&scope=%ff")]
    [InlineData("grant_type=client_credentials&client_id=a&client_secret=b&client_assertion=c")]
    public async Task A_malformed_request_is_refused(string form)
    {
        var answer = await PostAsync(form);
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_request"), (answer.Status, ErrorOf(answer.Body)));
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused_and_one_at_the_limit_is_read()
    {
        var form = Encode(Form()) + "&filler=";
        var fits = await PostAsync(form + new string('x', (64 * 1024) - form.Length));
        Assert.Equal(HttpStatusCode.OK, fits.Status);
        Assert.Equal(
            HttpStatusCode.RequestEntityTooLarge,
            (await PostAsync(form + new string('x', (64 * 1024) + 1 - form.Length))).Status);

        using var content = new PiecemealContent(form + new string('x', 100_000));
        using var response = await Server.Client.PostAsync("/oauth2/token", content, Ct);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }
}
