using Voxopsy.Tensors.Torch;

namespace Voxopsy.Tensors.Tests.Torch;

/// <summary>The libtorch that tests may use: the one of the variable, else the one that native/torch-shim/build.sh built into this checkout.</summary>
internal static class TorchOnThisMachine
{
    private static readonly Lazy<(TorchLibrary? Library, string Problem)> Found = new(Find);

    internal static TorchLibrary? Library => Found.Value.Library;

    internal static string Problem => Found.Value.Problem;

    /// <summary>A backend on the CPU; skips the test where there is none.</summary>
    internal static TorchBackend Required()
    {
        Assert.SkipWhen(Library is null, "no torch backend: " + Problem);
        return new TorchBackend(Library!, -1);
    }

    private static (TorchLibrary? Library, string Problem) Find()
    {
        List<string> places = [.. TorchLibrary.Places()];
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Voxopsy.slnx")))
            {
                places.Add(Path.Combine(folder.FullName, "artifacts", "torch-shim", "libvoxopsy_torch.so"));
            }
        }

        _ = TorchLibrary.TryLoad([.. places], out TorchLibrary? library, out string problem);
        library?.SetThreads(1);
        return (library, problem);
    }
}
