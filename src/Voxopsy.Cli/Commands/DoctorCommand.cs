using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using Voxopsy.Cli.Rendering;
using Voxopsy.Radiomics.Ibsi;
using Voxopsy.Tensors;

namespace Voxopsy.Cli.Commands;

/// <summary>voxopsy doctor: what works on this machine, and whether radiomics gives the values of the standard here.</summary>
internal static class DoctorCommand
{
    internal static Command Create(Terminal terminal)
    {
        Command command = new("doctor", "Say what works on this machine: cores, memory, engines, and a self-test against IBSI reference values");
        command.SetAction(parsed =>
        {
            List<(string Part, bool Needed, bool Works, string Finding)> parts =
            [
                ("runtime", true, true, RuntimeInformation.FrameworkDescription),
                ("system", true, true, RuntimeInformation.OSDescription),
                ("cores", true, true, Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture)),
                ("memory", true, true, string.Create(CultureInfo.InvariantCulture, $"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1 << 30):0.0} GiB")),
                ("vector instructions", false, Vector.IsHardwareAccelerated, string.Create(CultureInfo.InvariantCulture, $"{Vector<byte>.Count * 8} bits")),
                .. Devices.Find().Select(found => ($"device {found.Device}", found.Device.Kind == DeviceKind.Managed, found.Problem.Length == 0, found.Problem.Length == 0 ? "ready" : found.Problem)),
                SelfTest(),
            ];
            bool healthy = parts.TrueForAll(part => part.Works || !part.Needed);
            if (parsed.GetValue(VoxopsyCommandLine.Json))
            {
                terminal.Output.WriteLine(System.Text.Json.JsonSerializer.Serialize(new
                {
                    healthy,
                    parts = parts.Select(part => new { name = part.Part, needed = part.Needed, works = part.Works, finding = part.Finding }),
                }));
            }
            else
            {
                TextTable table = new("part", "works", "finding");
                foreach ((string part, bool needed, bool works, string finding) in parts)
                {
                    table.Add(part, works ? "yes" : needed ? "NO" : "no", finding);
                }

                terminal.Output.Write(table.ToString());
            }

            return healthy ? ExitCode.Done : ExitCode.NeededFileMissing;
        });
        return command.WithExamples("voxopsy doctor");
    }

    private static (string Part, bool Needed, bool Works, string Finding) SelfTest()
    {
        long start = Stopwatch.GetTimestamp();
        IReadOnlyList<string> wrong = IbsiSelfTest.Run();
        string time = string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s");
        return ("radiomics (IBSI digital phantom)", true, wrong.Count == 0, wrong.Count == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{IbsiSelfTest.Count} of {IbsiSelfTest.Count} reference values, {time}")
            : $"{wrong.Count} of {IbsiSelfTest.Count} reference values differ: {string.Join("; ", wrong.Take(3))}");
    }
}
