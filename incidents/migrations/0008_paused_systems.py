from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('incidents', '0007_noticed_within'),
    ]

    operations = [
        migrations.AddField(
            model_name='outsidesystem',
            name='paused_until',
            field=models.DateTimeField(blank=True, help_text='It is asked nothing before then', null=True),
        ),
    ]
