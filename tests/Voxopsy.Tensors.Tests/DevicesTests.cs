using Voxopsy.Tensors.Torch;

namespace Voxopsy.Tensors.Tests;

public sealed class DevicesTests
{
    [Theory]
    [InlineData("auto", DeviceKind.Automatic, 0, "auto")]
    [InlineData("managed", DeviceKind.Managed, 0, "managed")]
    [InlineData("torch:cpu", DeviceKind.TorchCpu, 0, "torch:cpu")]
    [InlineData("torch:cuda", DeviceKind.TorchCuda, 0, "torch:cuda:0")]
    [InlineData("torch:cuda:3", DeviceKind.TorchCuda, 3, "torch:cuda:3")]
    public void Parse_AllForms_ReadAndWritten(string text, DeviceKind kind, int index, string written)
    {
        DeviceChoice choice = DeviceChoice.Parse(text);

        Assert.Equal(new DeviceChoice(kind, index), choice);
        Assert.Equal(written, choice.ToString());
    }

    [Theory]
    [InlineData("cuda")]
    [InlineData("torch:cuda:-1")]
    [InlineData("torch:cuda: 1")]
    [InlineData("Managed")]
    public void Parse_NoDevice_SaysWhatCanBeWritten(string text)
    {
        FormatException error = Assert.Throws<FormatException>(() => DeviceChoice.Parse(text));

        Assert.Equal($"There is no device '{text}'. Write managed, torch:cpu, torch:cuda:0 (or another number) or auto.", error.Message);
    }

    [Fact]
    public void TryLoad_WithoutAShim_SaysWhereItLookedAndHowToGetIt()
    {
        Assert.False(TorchLibrary.TryLoad(["/nowhere/libvoxopsy_torch.so", "/nor/here/libvoxopsy_torch.so"], out _, out string problem));

        Assert.Equal(
            "the library that leads to libtorch was not found; looked for: /nowhere/libvoxopsy_torch.so, /nor/here/libvoxopsy_torch.so. To get it: install g++ and libtorch (Debian, Ubuntu: "
                + "apt-get install g++ libtorch-dev), run native/torch-shim/build.sh and set VOXOPSY_TORCH_SHIM to the file it names.",
            problem);
    }

    [Fact]
    public void TryLoad_OfAFileThatIsNoLibrary_SaysSo()
    {
        string file = Path.GetTempFileName();
        try
        {
            Assert.False(TorchLibrary.TryLoad([file], out _, out string problem));
            Assert.StartsWith($"{file} could not be loaded (", problem, StringComparison.Ordinal);
            Assert.EndsWith("run native/torch-shim/build.sh and set VOXOPSY_TORCH_SHIM to the file it names.", problem, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Open_OfAGpuThatIsNotThere_SaysWhatIsMissing()
    {
        DeviceException error = Assert.Throws<DeviceException>(() => Devices.Open(new DeviceChoice(DeviceKind.TorchCuda, 99)));

        Assert.StartsWith("Device torch:cuda:99 is not there: the lib", error.Message, StringComparison.Ordinal);
        Assert.Contains("native/torch-shim/build.sh", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_Automatic_SaysWhatItChoseAndWhy()
    {
        OpenedDevice opened = Devices.Open(DeviceChoice.Parse("auto"), new ManagedSettings { Threads = 1 });
        using IBackend backend = opened.Backend;

        Assert.NotEqual(DeviceKind.Automatic, opened.Device.Kind);
        Assert.Matches("^(no libtorch: |libtorch is there but sees no GPU|libtorch sees a GPU)", opened.Reason);
    }

    [Fact]
    public void Find_AlwaysNamesTheManagedEngineAndSaysWhatIsMissingElsewhere()
    {
        IReadOnlyList<DeviceFinding> found = Devices.Find();

        Assert.Equal(new DeviceFinding(new DeviceChoice(DeviceKind.Managed), ""), found[0]);
        Assert.Contains(found, finding => finding.Device.Kind == DeviceKind.TorchCpu);
        Assert.Contains(found, finding => finding.Device.Kind == DeviceKind.TorchCuda);
    }
}
