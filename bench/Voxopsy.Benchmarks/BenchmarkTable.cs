using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Voxopsy.Benchmarks;

/// <summary>Measured CPU seconds, written as a table with the machine they were measured on.</summary>
internal sealed class BenchmarkTable(string title, params string[] headers)
{
    private readonly List<string[]> _rows = [];

    /// <summary>The CPU seconds of the whole process, all threads, for one run: the best of several after one that warms up.</summary>
    internal static double CpuSeconds(Action work, int runs = 5)
    {
        work();
        double best = double.PositiveInfinity;
        for (int run = 0; run < runs; run++)
        {
            TimeSpan start = Process.GetCurrentProcess().TotalProcessorTime;
            work();
            best = Math.Min(best, (Process.GetCurrentProcess().TotalProcessorTime - start).TotalSeconds);
        }

        return best;
    }

    /// <summary>What an R script prints last as a number of seconds; NaN where R or a package of it is not installed.</summary>
    internal static double RSeconds(string script)
    {
        try
        {
            ProcessStartInfo start = new("Rscript") { RedirectStandardOutput = true, RedirectStandardError = true };
            start.ArgumentList.Add("-e");
            start.ArgumentList.Add(script);
            start.Environment["OPENBLAS_NUM_THREADS"] = "1";
            using Process process = Process.Start(start)!;
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            string last = process.StandardOutput.ReadToEnd().TrimEnd().Split('\n')[^1];
            process.WaitForExit();
            return double.TryParse(last, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds) ? seconds : double.NaN;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return double.NaN;
        }
    }

    internal static string Seconds(double seconds) =>
        double.IsNaN(seconds) ? "not run" : seconds.ToString(seconds < 0.1 ? "0.0000" : "0.00", CultureInfo.InvariantCulture);

    internal void Add(params string[] cells)
    {
        _rows.Add(cells);
        Console.WriteLine(string.Join("  ", cells));
    }

    internal void Write(string path)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"# {title}\n\n{Machine()}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", headers)} |\n|{string.Concat(headers.Select(_ => "---|"))}\n");
        foreach (string[] row in _rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", row)} |\n");
        }

        File.WriteAllText(path, text.ToString());
    }

    private static string Machine()
    {
        string model = File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown"
            : RuntimeInformation.ProcessArchitecture.ToString();
        return $"{model}, {Environment.ProcessorCount} cores, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription.Split(' ')[0]}. CPU seconds of one thread, best of several runs.";
    }
}
