from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('incidents', '0011_export_reports'),
    ]

    operations = [
        migrations.AlterField(
            model_name='outsidesystem',
            name='kind',
            field=models.CharField(choices=[('traffy', 'Traffy Fondue'), ('open311', 'Open311'), ('file', 'File')], max_length=8),
        ),
    ]
