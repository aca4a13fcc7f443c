using System.Runtime.InteropServices;

namespace Voxopsy.Imaging.Dicom.Codecs;

/// <summary>The functions of the system's OpenJPEG (libopenjp2, version 2) that decoding one frame needs.</summary>
internal static class OpenJpeg
{
    /// <summary>The Debian package that holds the library.</summary>
    internal const string Package = "libopenjp2-7";

    private const string Library = "openjp2";
    private static readonly string[] Names = ["libopenjp2.so.7", "libopenjp2.7.dylib", "openjp2.dll", "libopenjp2"];
    private static readonly Lazy<IntPtr> Handle = new(Load);

    static OpenJpeg() => NativeLibrary.SetDllImportResolver(
        typeof(OpenJpeg).Assembly,
        static (name, _, _) => name == Library ? Handle.Value : IntPtr.Zero);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    internal delegate nuint ReadCallback(IntPtr buffer, nuint count, IntPtr user);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    internal delegate long SkipCallback(long count, IntPtr user);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    internal delegate int SeekCallback(long position, IntPtr user);

    /// <summary>Gets whether the library is on this machine.</summary>
    internal static bool IsPresent => Handle.Value != IntPtr.Zero;

#pragma warning disable SYSLIB1054 // Source-generated imports need unsafe code; these signatures are blittable and need none.
    [DllImport(Library, EntryPoint = "opj_create_decompress")]
    internal static extern IntPtr CreateDecompress(int format);

    [DllImport(Library, EntryPoint = "opj_destroy_codec")]
    internal static extern void DestroyCodec(IntPtr codec);

    [DllImport(Library, EntryPoint = "opj_set_default_decoder_parameters")]
    internal static extern void SetDefaultParameters(IntPtr parameters);

    [DllImport(Library, EntryPoint = "opj_setup_decoder")]
    internal static extern int SetupDecoder(IntPtr codec, IntPtr parameters);

    [DllImport(Library, EntryPoint = "opj_stream_create")]
    internal static extern IntPtr CreateStream(nuint bufferSize, int isInput);

    [DllImport(Library, EntryPoint = "opj_stream_destroy")]
    internal static extern void DestroyStream(IntPtr stream);

    [DllImport(Library, EntryPoint = "opj_stream_set_read_function")]
    internal static extern void SetRead(IntPtr stream, IntPtr function);

    [DllImport(Library, EntryPoint = "opj_stream_set_skip_function")]
    internal static extern void SetSkip(IntPtr stream, IntPtr function);

    [DllImport(Library, EntryPoint = "opj_stream_set_seek_function")]
    internal static extern void SetSeek(IntPtr stream, IntPtr function);

    [DllImport(Library, EntryPoint = "opj_stream_set_user_data")]
    internal static extern void SetUser(IntPtr stream, IntPtr user, IntPtr release);

    [DllImport(Library, EntryPoint = "opj_stream_set_user_data_length")]
    internal static extern void SetLength(IntPtr stream, ulong length);

    [DllImport(Library, EntryPoint = "opj_read_header")]
    internal static extern int ReadHeader(IntPtr stream, IntPtr codec, out IntPtr image);

    [DllImport(Library, EntryPoint = "opj_decode")]
    internal static extern int Decode(IntPtr codec, IntPtr stream, IntPtr image);

    [DllImport(Library, EntryPoint = "opj_image_destroy")]
    internal static extern void DestroyImage(IntPtr image);
#pragma warning restore SYSLIB1054

    private static IntPtr Load()
    {
        foreach (string name in Names)
        {
            if (NativeLibrary.TryLoad(name, out IntPtr handle))
            {
                return handle;
            }
        }

        return IntPtr.Zero;
    }
}
