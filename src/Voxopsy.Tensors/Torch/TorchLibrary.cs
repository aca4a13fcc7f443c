using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text;

namespace Voxopsy.Tensors.Torch;

/// <summary>The user's libtorch, reached through the shim of <c>native/torch-shim</c>: found, loaded and asked by name.</summary>
internal sealed unsafe class TorchLibrary
{
    /// <summary>The variable that names the shim's file.</summary>
    internal const string Variable = "VOXOPSY_TORCH_SHIM";

    private const string FileName = "libvoxopsy_torch.so";
    private const long Revision = 1;
    private const string Remedy =
        "install g++ and libtorch (Debian, Ubuntu: apt-get install g++ libtorch-dev), run native/torch-shim/build.sh and set " + Variable + " to the file it names";

    private readonly delegate* unmanaged<byte*> _failure;
    private readonly delegate* unmanaged<long> _cudaDevices;
    private readonly delegate* unmanaged<long, long> _threads;
    private readonly delegate* unmanaged<byte*, byte*, TorchArgument.Native*, long, nint*, long, long> _call;
    private readonly delegate* unmanaged<void*, long*, long, long, long, nint> _create;
    private readonly delegate* unmanaged<nint, float*, long> _read;
    private readonly delegate* unmanaged<nint, float*, long> _write;
    private readonly delegate* unmanaged<nint, double*, long> _item;
    private readonly delegate* unmanaged<nint, long*, long> _sizes;
    private readonly delegate* unmanaged<nint, void> _free;

    private TorchLibrary(string path, nint library)
    {
        Path = path;
        _failure = (delegate* unmanaged<byte*>)NativeLibrary.GetExport(library, "voxopsy_torch_failure");
        _cudaDevices = (delegate* unmanaged<long>)NativeLibrary.GetExport(library, "voxopsy_torch_cuda_devices");
        _threads = (delegate* unmanaged<long, long>)NativeLibrary.GetExport(library, "voxopsy_torch_threads");
        _call = (delegate* unmanaged<byte*, byte*, TorchArgument.Native*, long, nint*, long, long>)NativeLibrary.GetExport(library, "voxopsy_torch_call");
        _create = (delegate* unmanaged<void*, long*, long, long, long, nint>)NativeLibrary.GetExport(library, "voxopsy_torch_create");
        _read = (delegate* unmanaged<nint, float*, long>)NativeLibrary.GetExport(library, "voxopsy_torch_read");
        _write = (delegate* unmanaged<nint, float*, long>)NativeLibrary.GetExport(library, "voxopsy_torch_write");
        _item = (delegate* unmanaged<nint, double*, long>)NativeLibrary.GetExport(library, "voxopsy_torch_item");
        _sizes = (delegate* unmanaged<nint, long*, long>)NativeLibrary.GetExport(library, "voxopsy_torch_sizes");
        _free = (delegate* unmanaged<nint, void>)NativeLibrary.GetExport(library, "voxopsy_torch_free");
    }

    /// <summary>The shim's file.</summary>
    internal string Path { get; }

    /// <summary>How many GPUs this libtorch sees.</summary>
    internal int CudaDevices => (int)Math.Max(0, _cudaDevices());

    /// <summary>Where the shim is looked for: the variable, beside the program, in the user's own folder.</summary>
    internal static IEnumerable<string> Places()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
        {
            return [named];
        }

        return
        [
            System.IO.Path.Combine(AppContext.BaseDirectory, FileName),
            System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "voxopsy", FileName),
        ];
    }

    /// <summary>Loads the first shim that is there.</summary>
    /// <param name="library">The library, or null.</param>
    /// <param name="problem">What is missing and how to get it; empty when loaded.</param>
    internal static bool TryLoad([NotNullWhen(true)] out TorchLibrary? library, out string problem) => TryLoad([.. Places()], out library, out problem);

    internal static bool TryLoad(string[] places, [NotNullWhen(true)] out TorchLibrary? library, out string problem)
    {
        library = null;
        string? path = Array.Find(places, File.Exists);
        if (path is null)
        {
            problem = $"the library that leads to libtorch was not found; looked for: {string.Join(", ", places)}. To get it: {Remedy}.";
            return false;
        }

        try
        {
            nint loaded = NativeLibrary.Load(path);
            var revision = (delegate* unmanaged<long>)NativeLibrary.GetExport(loaded, "voxopsy_torch_revision");
            if (revision() != Revision)
            {
                problem = $"{path} has revision {revision()}, this program needs {Revision}. Build it again: {Remedy}.";
                return false;
            }

            library = new TorchLibrary(path, loaded);
            problem = "";
            return true;
        }
        catch (Exception error) when (error is DllNotFoundException or BadImageFormatException or EntryPointNotFoundException)
        {
            problem = $"{path} could not be loaded ({error.Message.ReplaceLineEndings(" ").Trim()}). Is the libtorch it was built with still there? To get it anew: {Remedy}.";
            return false;
        }
    }

    /// <summary>Sets how many threads libtorch may use.</summary>
    internal void SetThreads(int threads) => _ = Checked(_threads(threads));

    /// <summary>Calls an operator of ATen.</summary>
    /// <returns>Its tensors; 0 where one is undefined. The caller frees them.</returns>
    internal nint[] Call(string name, string overload, params ReadOnlySpan<TorchArgument> arguments)
    {
        using TorchArgument.Block block = new(arguments);
        nint* results = stackalloc nint[8];
        byte[] operation = Encoding.ASCII.GetBytes("aten::" + name + "\0");
        byte[] variant = Encoding.ASCII.GetBytes(overload + "\0");
        fixed (byte* first = operation)
        fixed (byte* second = variant)
        {
            long count = Checked(_call(first, second, block.Start, arguments.Length, results, 8));
            return new ReadOnlySpan<nint>(results, (int)count).ToArray();
        }
    }

    internal nint Create(void* numbers, ReadOnlySpan<int> sizes, bool isFloat, int cuda)
    {
        long* wide = stackalloc long[sizes.Length + 1];
        for (int axis = 0; axis < sizes.Length; axis++)
        {
            wide[axis] = sizes[axis];
        }

        nint made = _create(numbers, wide, sizes.Length, isFloat ? 1 : 0, cuda);
        return made != 0 ? made : throw new TorchCallException(Failure());
    }

    internal void Read(nint tensor, float* numbers) => Checked(_read(tensor, numbers));

    internal void Write(nint tensor, float* numbers) => Checked(_write(tensor, numbers));

    internal double Item(nint tensor)
    {
        double number;
        Checked(_item(tensor, &number));
        return number;
    }

    internal Shape ShapeOf(nint tensor)
    {
        long* wide = stackalloc long[8];
        int rank = (int)Checked(_sizes(tensor, wide));
        Span<int> sizes = stackalloc int[rank];
        for (int axis = 0; axis < rank; axis++)
        {
            sizes[axis] = (int)wide[axis];
        }

        return new Shape(sizes);
    }

    internal void Free(nint tensor) => _free(tensor);

    private string Failure() => Marshal.PtrToStringUTF8((nint)_failure()) ?? "";

    private long Checked(long result) => result >= 0 ? result : throw new TorchCallException(Failure());
}
