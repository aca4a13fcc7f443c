using System.Diagnostics;

namespace Voxopsy.Cli.Commands;

/// <summary>Prints a report as PDF with the Chromium of this machine; the page needs no network and gets none.</summary>
internal static class PdfPrinter
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge"];

    /// <summary>Writes <c>index.pdf</c> beside the page and gives its path.</summary>
    /// <exception cref="CommandFailure">No Chromium is there, or it failed.</exception>
    internal static string Print(string page)
    {
        string browser = Find() ?? throw new CommandFailure(
            ExitCode.NeededFileMissing,
            "error: the PDF cannot be made without a browser\n  found     none of " + string.Join(", ", Names) + " on the path\n  expected  Chromium, Chrome or Edge\n  fix: Install one (Debian: apt-get install chromium), or leave 'pdf' out of the formats. The HTML report is complete.");
        string pdf = Path.ChangeExtension(page, ".pdf");
        string profile = Path.Combine(Path.GetDirectoryName(page)!, ".browser");
        ProcessStartInfo start = new(browser)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList =
            {
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
                "--disable-sync", "--no-pdf-header-footer", "--user-data-dir=" + profile, "--print-to-pdf=" + pdf, new Uri(page).AbsoluteUri,
            },
        };
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            _ = process.StandardOutput.ReadToEndAsync();
            if (!process.WaitForExit(TimeSpan.FromSeconds(120)))
            {
                process.Kill(entireProcessTree: true);
            }

            return process.HasExited && process.ExitCode == 0 && File.Exists(pdf)
                ? pdf
                : throw new CommandFailure(ExitCode.Failed, $"error: '{browser}' could not print '{page}'.\n{(errors.IsCompleted ? errors.Result : "It did not end within two minutes.")}");
        }
        finally
        {
            if (Directory.Exists(profile))
            {
                Directory.Delete(profile, recursive: true);
            }
        }
    }

    private static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(folder => Names.Select(name => Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name)))
        .FirstOrDefault(File.Exists);
}
