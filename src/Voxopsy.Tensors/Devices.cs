using System.Globalization;
using Voxopsy.Tensors.Torch;

namespace Voxopsy.Tensors;

/// <summary>The devices of this machine: what is there, and engines on them.</summary>
public static class Devices
{
    /// <summary>Looks at every kind of device.</summary>
    /// <returns>Those that can be used, and those that cannot with what is missing.</returns>
    public static IReadOnlyList<DeviceFinding> Find()
    {
        List<DeviceFinding> found = [new(new DeviceChoice(DeviceKind.Managed), "")];
        bool loaded = TorchLibrary.TryLoad(out TorchLibrary? torch, out string problem);
        found.Add(new DeviceFinding(new DeviceChoice(DeviceKind.TorchCpu), problem));
        int gpus = torch?.CudaDevices ?? 0;
        for (int gpu = 0; gpu < gpus; gpu++)
        {
            found.Add(new DeviceFinding(new DeviceChoice(DeviceKind.TorchCuda, gpu), ""));
        }

        if (gpus == 0)
        {
            found.Add(new DeviceFinding(new DeviceChoice(DeviceKind.TorchCuda), loaded ? NoGpu(torch!, 0) : problem));
        }

        return found;
    }

    /// <summary>Opens a device.</summary>
    /// <param name="choice">Which one.</param>
    /// <param name="managed">Threads and memory, should it be the managed engine; threads also hold for libtorch on the CPU.</param>
    /// <returns>The engine, to be disposed by the caller, and why it was chosen.</returns>
    /// <exception cref="DeviceException">The device is not there: what is missing, and how to get it.</exception>
    public static OpenedDevice Open(DeviceChoice choice, ManagedSettings? managed = null)
    {
        ArgumentNullException.ThrowIfNull(choice);
        ManagedSettings settings = managed ?? new ManagedSettings();
        if (choice.Kind == DeviceKind.Managed)
        {
            return Managed(settings, "asked for");
        }

        bool automatic = choice.Kind == DeviceKind.Automatic;
        if (!TorchLibrary.TryLoad(out TorchLibrary? torch, out string problem))
        {
            return automatic ? Managed(settings, $"no libtorch: {problem}") : throw new DeviceException($"Device {choice} is not there: {problem}");
        }

        if (choice.Kind == DeviceKind.TorchCpu)
        {
            torch.SetThreads(settings.Threads);
            return new OpenedDevice(new TorchBackend(torch, -1), choice, "asked for");
        }

        if (choice.Index < torch.CudaDevices)
        {
            return new OpenedDevice(new TorchBackend(torch, choice.Index), choice with { Kind = DeviceKind.TorchCuda }, automatic ? "libtorch sees a GPU" : "asked for");
        }

        return automatic
            ? Managed(settings, "libtorch is there but sees no GPU, and on a CPU the managed engine gives the same bits every time")
            : throw new DeviceException($"Device {choice} is not there: {NoGpu(torch, choice.Index)}");
    }

    private static OpenedDevice Managed(ManagedSettings settings, string reason) => new(Backends.Managed(settings), new DeviceChoice(DeviceKind.Managed), reason);

    private static string NoGpu(TorchLibrary torch, int index) => string.Create(
        CultureInfo.InvariantCulture,
        $"the libtorch behind {torch.Path} sees {torch.CudaDevices} GPUs, so there is none with number {index}. It needs an NVIDIA GPU with its driver (nvidia-smi lists it) and a libtorch built for CUDA; build the shim against that one: TORCH_HOME=<its folder> native/torch-shim/build.sh. Or use managed.");
}

/// <summary>Whether a device can be used.</summary>
/// <param name="Device">The device.</param>
/// <param name="Problem">What is missing and how to get it; empty when it can be used.</param>
public sealed record DeviceFinding(DeviceChoice Device, string Problem);

/// <summary>A device that was opened.</summary>
/// <param name="Backend">The engine; the caller disposes it.</param>
/// <param name="Device">What was chosen; never <see cref="DeviceKind.Automatic"/>.</param>
/// <param name="Reason">Why, in a few words for a log.</param>
public sealed record OpenedDevice(IBackend Backend, DeviceChoice Device, string Reason);

/// <summary>A device that is not there: what is missing and how to get it.</summary>
public sealed class DeviceException : TensorException
{
    internal DeviceException(string message)
        : base(message)
    {
    }
}
