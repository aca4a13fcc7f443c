using System.Diagnostics;
using System.Globalization;

namespace Voxopsy.Benchmarks;

/// <summary>An engine in a process of its own that does one step for each line it is sent, so that engines can take turns and be asked for their memory.</summary>
internal sealed class TensorSteps : IDisposable
{
    private readonly Process _process;

    private TensorSteps(Process process) => _process = process;

    /// <summary>The best CPU seconds so far.</summary>
    internal double Cpu { get; private set; } = double.NaN;

    /// <summary>The best wall seconds so far.</summary>
    internal double Wall { get; private set; } = double.NaN;

    /// <summary>PyTorch of the Python that is installed; null, with a message, where there is none.</summary>
    internal static TensorSteps? Torch(string network, int threads)
    {
        ProcessStartInfo start = Python("torch_steps.py");
        start.ArgumentList.Add(network);
        start.ArgumentList.Add(threads.ToString(CultureInfo.InvariantCulture));
        return Of(start);
    }

    /// <summary>Our engine.</summary>
    /// <param name="network">Which.</param>
    /// <param name="threads">On how many threads.</param>
    /// <param name="settings">Settings of the runtime, as environment variables.</param>
    internal static TensorSteps? Ours(string network, int threads, params ReadOnlySpan<(string Name, string Value)> settings)
    {
        ProcessStartInfo start = new("dotnet");
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Voxopsy.Benchmarks.dll"));
        start.ArgumentList.Add("tensors-step");
        start.ArgumentList.Add(network);
        start.ArgumentList.Add(threads.ToString(CultureInfo.InvariantCulture));
        foreach ((string name, string value) in settings)
        {
            start.Environment[name] = value;
        }

        return Of(start);
    }

    /// <summary>How to start one of the Python scripts.</summary>
    internal static ProcessStartInfo Python(string script)
    {
        ProcessStartInfo start = new(File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3");
        start.ArgumentList.Add(Path.Combine("bench", "tensors", script));
        return start;
    }

    /// <summary>Starts a process that answers on its standard output; null, with a message, where it cannot.</summary>
    internal static Process? Started(ProcessStartInfo start)
    {
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        try
        {
            return Process.Start(start);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Console.WriteLine($"{start.FileName} is not installed; its column stays empty (Debian: python3-torch).");
            return null;
        }
    }

    /// <summary>One step.</summary>
    internal void Step()
    {
        string[] words = Ask("step").Split(' ');
        Cpu = Least(Cpu, double.Parse(words[0], CultureInfo.InvariantCulture));
        Wall = Least(Wall, double.Parse(words[1], CultureInfo.InvariantCulture));
    }

    /// <summary>The peak of the resident memory, in bytes.</summary>
    internal long PeakBytes() => long.Parse(Ask("memory"), CultureInfo.InvariantCulture);

    /// <summary>The resident memory of the process now, and what the engine holds of it, in bytes; our engine only.</summary>
    internal (long Resident, long Reserved) MemoryBytes()
    {
        string[] words = Ask("resident").Split(' ');
        return (long.Parse(words[0], CultureInfo.InvariantCulture), long.Parse(words[1], CultureInfo.InvariantCulture));
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static TensorSteps? Of(ProcessStartInfo start)
    {
        Process? process = Started(start);
        if (process?.StandardOutput.ReadLine()?.StartsWith("ready", StringComparison.Ordinal) == true)
        {
            return new TensorSteps(process);
        }

        Console.WriteLine($"{string.Join(' ', start.ArgumentList)} could not start; its column stays empty (for PyTorch on Debian: python3-torch).");
        return null;
    }

    private static double Least(double before, double now) => double.IsNaN(before) ? now : Math.Min(before, now);

    private string Ask(string question)
    {
        _process.StandardInput.WriteLine(question);
        return _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"The process stopped when asked for '{question}'.");
    }
}
