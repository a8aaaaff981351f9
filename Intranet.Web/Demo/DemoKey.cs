using Intranet.Domain.Shared;
using Intranet.Infrastructure.Accounts;
using Intranet.Infrastructure.Data;
using OtpNet;

namespace Intranet.Web.Demo;

/// <summary>
/// The second factor of the demo's administrator. The product keeps the key protected, as everybody's; the visitor, who has
/// no phone with it, finds it in a file beside the database.
/// </summary>
internal sealed class DemoKey(SecondFactor secondFactor, DataLocation location, TimeProvider clock)
{
    private const int StepSeconds = 30;

    public static string PathIn(DataLocation location) => Path.Combine(location.Directory, "second-factor-key.txt");

    public static Task<string> ReadAsync(DataLocation location, CancellationToken cancel) => File.ReadAllTextAsync(PathIn(location), cancel);

    public static string CodeAt(string key, DateTime moment) => new Totp(Base32Encoding.ToBytes(key), StepSeconds).ComputeTotp(moment);

    public async Task SetUpAsync(Guid employeeId, CancellationToken cancel)
    {
        await secondFactor.PrepareAsync(employeeId, cancel);
        var key = await secondFactor.PendingKeyAsync(employeeId, cancel);

        // Set up with the code of a moment ago, so that the one of now still works: a code works once.
        if (await secondFactor.ActivateAsync(employeeId, CodeAt(key, clock.UtcNow().AddSeconds(-StepSeconds)), cancel) is null)
        {
            throw new InvalidOperationException("The second factor of the demo could not be set up.");
        }

        await File.WriteAllTextAsync(PathIn(location), key, cancel);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(PathIn(location), UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
