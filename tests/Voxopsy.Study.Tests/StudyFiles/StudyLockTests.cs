using Voxopsy.Study.StudyFiles;

namespace Voxopsy.Study.Tests.StudyFiles;

public sealed class StudyLockTests
{
    [Fact]
    public void Text_ReadAgain_IsTheSameStudy()
    {
        using SmallStudy files = new();
        files.Text += "\ndictionary: \"odd \\\"name\\\" \\\\ .csv\"\ncase: [patient, center]\nselect: [variance, {univariable: {p: 0.1, test: welch}}, {lasso: {folds: 5, rule: 1se, max: 6}}]\n";
        StudyDefinition study = files.Definition();
        string text = StudyLock.Text(study, files.Folder);
        files.Write("study.lock.yaml", text);
        StudyDefinition again = StudyFileReader.Read(Path.Combine(files.Folder, "study.lock.yaml"));

        Assert.Equal(text, StudyLock.Text(again, files.Folder));
        Assert.Equal(study.Cohorts, again.Cohorts);
        Assert.Equal(study.Dictionary, again.Dictionary);
        Assert.Equal(study.Selection, again.Selection);
        Assert.Equal(study.Models.Select(model => (model.Name, model.Kind)), again.Models.Select(model => (model.Name, model.Kind)));
    }
}
