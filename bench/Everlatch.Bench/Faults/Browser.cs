using Everlatch.Bench.Load;

namespace Everlatch.Bench.Faults;

/// <summary>Somebody's browser: it keeps cookies and sends forms as they came.</summary>
internal sealed class Browser(Callers callers, Door door)
{
    private readonly Dictionary<string, string> cookies = new(StringComparer.Ordinal);

    /// <summary>Signs in through the hosted page: what the form was answered, or the page where it did not come.</summary>
    public async Task<Reply> SignInAsync(string email, string password)
    {
        var page = await GetAsync("/signin");
        return page.Status == 200
            ? await SendAsync("/signin", page, "type=\"password\"", ("email", email), ("password", password))
            : page;
    }

    /// <summary>Asks for a link to choose a new password.</summary>
    public async Task<Reply> ForgetPasswordAsync(string email)
    {
        const string Forgot = "/password/forgot";
        var page = await GetAsync(Forgot);
        return page.Status == 200 ? await SendAsync(Forgot, page, "name=\"email\"", ("email", email)) : page;
    }

    /// <summary>Opens a page.</summary>
    public async Task<Reply> GetAsync(string path) => Keep(await callers.GetAsync(door, path, cookies: Cookies));

    private string Cookies => string.Join("; ", cookies.Select(cookie => $"{cookie.Key}={cookie.Value}"));

    private async Task<Reply> SendAsync(string path, Reply page, string field, params (string Name, string Value)[] typed)
    {
        var fields = Person.HiddenIn(page.Body, field);
        foreach (var (name, value) in typed)
        {
            fields[name] = value;
        }

        var form = string.Join(
            '&', fields.Select(one => $"{Uri.EscapeDataString(one.Key)}={Uri.EscapeDataString(one.Value)}"));
        return Keep(await callers.PostAsync(door, path, form, Cookies));
    }

    private Reply Keep(Reply reply)
    {
        foreach (var cookie in reply.Cookies)
        {
            var pair = cookie.Split(';')[0].Split('=', 2);
            cookies[pair[0]] = pair[1];
        }

        return reply;
    }
}
